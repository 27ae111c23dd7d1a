@echo off
rem Starts a small server for the lessons in this folder, with the Node.js or the Python that is on this machine.
rem Either may itself be a batch file, which comes back only if it is called.
cd /d "%~dp0"
call node -e "process.exit(parseInt(process.versions.node) < 16 ? 1 : 0)" >nul 2>nul
if not errorlevel 1 (
  call node start\start.mjs %*
  exit /b
)
for %%p in (py python python3) do (
  call %%p -c "import sys; sys.exit(sys.version_info < (3, 7))" >nul 2>nul
  if not errorlevel 1 (
    call %%p start\start.py %*
    exit /b
  )
)
echo The lessons need Python or Node.js for their small server, and neither is on this machine: install Python from python.org and start this again, or put the folder "site" on any web server.
pause
exit /b 1

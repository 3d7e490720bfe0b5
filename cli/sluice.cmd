@echo off
rem Finds a JDK 25, builds what is not built yet, and runs the program. See cli/sluice.
setlocal EnableExtensions DisableDelayedExpansion
set "ROOT=%~dp0.."
set "BUILDS=%ROOT%\.sluice-build"

call :find_jdk
if not defined JDK (
  echo sluice: no JDK 25 found: install one, for example Temurin 25, or set JAVA_HOME to it 1>&2
  exit /b 69
)

call :read_current
if not defined CURRENT call :build
if not defined CURRENT exit /b 69

set "CACHE="
if exist "%CURRENT%\sluice.aot" set "CACHE=-XX:AOTCache=%CURRENT%\sluice.aot"
if defined CACHE (
  "%JDK%\bin\java.exe" %FLAGS% "%CACHE%" %SLUICE_JAVA_OPTS% -jar "%CURRENT%\sluice.jar" %*
) else (
  "%JDK%\bin\java.exe" %FLAGS% %SLUICE_JAVA_OPTS% -jar "%CURRENT%\sluice.jar" %*
)
exit /b %ERRORLEVEL%

:find_jdk
set "JDK="
set "FLAGS=-Xmx256m -XX:+UseSerialGC -XX:+UseCompactObjectHeaders --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -Xlog:cds*=off -Xlog:aot*=off"
if defined JAVA_HOME call :try_jdk "%JAVA_HOME%"
for /f "delims=" %%J in ('where java.exe 2^>nul') do call :try_jdk "%%~dpJ.."
for /d %%D in ("%ProgramFiles%\Eclipse Adoptium\jdk-25*" "%ProgramFiles%\Java\jdk-25*" "%ProgramFiles%\Microsoft\jdk-25*" "%ProgramFiles%\Zulu\zulu-25*" "%ProgramFiles%\Amazon Corretto\jdk25*" "%USERPROFILE%\.jdks\*25*") do call :try_jdk "%%~D"
exit /b 0

:try_jdk
if defined JDK exit /b 0
if not exist "%~1\bin\javac.exe" exit /b 0
findstr /r /c:"^JAVA_VERSION=.25[^0-9]" "%~1\release" >nul 2>nul && set "JDK=%~1"
exit /b 0

rem The current build, unless one of the sources is newer.
:read_current
set "CURRENT="
if not exist "%BUILDS%\current" exit /b 0
set /p NAME=<"%BUILDS%\current"
if not exist "%BUILDS%\%NAME%\sluice.jar" exit /b 0
powershell -NoProfile -Command "$built = (Get-Item -LiteralPath $env:BUILDS\$env:NAME\stamp).LastWriteTimeUtc; $newer = @(Get-Item -LiteralPath $env:ROOT\pom.xml) + @(Get-ChildItem -LiteralPath $env:ROOT\src\main -Recurse) | Where-Object LastWriteTimeUtc -gt $built | Select-Object -First 1; if ($newer) { exit 1 }"
if not errorlevel 1 set "CURRENT=%BUILDS%\%NAME%"
exit /b 0

:build
where mvn.cmd >nul 2>nul
if errorlevel 1 (
  echo sluice: Maven is needed to build the program: install it and put it on the PATH 1>&2
  exit /b 0
)
echo sluice: building ^(the first time takes a minute or two^) ... 1>&2
set "NAME=build-%RANDOM%%RANDOM%"
set "STAGED=%BUILDS%\%NAME%"
if not exist "%BUILDS%" mkdir "%BUILDS%"
mkdir "%STAGED%"
type nul >"%STAGED%\stamp"
setlocal
set "JAVA_HOME=%JDK%"
call mvn.cmd -q -B -f "%ROOT%\pom.xml" -Dmaven.test.skip=true -Dexec.skip=true -Djacoco.skip=true package >"%BUILDS%\maven.log" 2>&1
endlocal & set "BUILT=%ERRORLEVEL%"
if not "%BUILT%"=="0" (
  type "%BUILDS%\maven.log" 1>&2
  echo sluice: the build failed: Maven's output is above 1>&2
  exit /b 0
)
copy /y "%ROOT%\target\sluice.jar" "%STAGED%\" >nul
xcopy /q /e /i /y "%ROOT%\target\lib" "%STAGED%\lib" >nul
"%JDK%\bin\java.exe" %FLAGS% "-XX:AOTCacheOutput=%STAGED%\sluice.aot" -jar "%STAGED%\sluice.jar" demo --once >nul 2>nul <nul
>"%BUILDS%\current" echo %NAME%
set "CURRENT=%STAGED%"
exit /b 0

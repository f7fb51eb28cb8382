@echo off
rem Runs Maven: the one on the PATH when it is 3.8 or newer, else a pinned one, downloaded once and checked by SHA-512.
rem JAVA_HOME: the JDK to use (17 or newer). FOURMINDS_MAVEN_HOME: where the downloaded Maven is kept.
rem FOURMINDS_MAVEN_URL: where to download it from instead; the checksum stays the same.
setlocal enableextensions disabledelayedexpansion

set "VERSION=3.9.11"
set "SHA512=bcfe4fe305c962ace56ac7b5fc7a08b87d5abd8b7e89027ab251069faebee516b0ded8961445d6d91ec1985dfe30f8153268843c89aa392733d1a3ec956c9978"
set "URL=https://archive.apache.org/dist/maven/maven-3/%VERSION%/binaries/apache-maven-%VERSION%-bin.tar.gz"
if defined FOURMINDS_MAVEN_URL set "URL=%FOURMINDS_MAVEN_URL%"

if not defined MAVEN_OPTS set "MAVEN_OPTS=-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:ReservedCodeCacheSize=128m"
rem Maven's script sets it anyway, so far; the profile error-prone goes by its being there.
set "MAVEN_CMD_LINE_ARGS=mvnw"
set "JAVA=java"
set "JAVAC=javac"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java.exe"
if defined JAVA_HOME set "JAVAC=%JAVA_HOME%\bin\javac.exe"
"%JAVA%" -version >nul 2>&1
if errorlevel 1 (
    echo mvnw: no java found; install a JDK 17 or newer, or set JAVA_HOME to one>&2
    exit /b 1
)
"%JAVAC%" -version >nul 2>&1
if errorlevel 1 (
    echo mvnw: no javac found; a JRE is not enough: install a JDK 17 or newer, or set JAVA_HOME to one>&2
    exit /b 1
)
set "RELEASE=0"
for /f "tokens=3" %%v in ('call "%JAVA%" -version 2^>^&1 ^| findstr /c:" version "') do set "RELEASE=%%~v"
for /f "tokens=1 delims=.-+" %%r in ("%RELEASE%") do set "RELEASE=%%r"
if %RELEASE% LSS 17 (
    echo mvnw: the java found is older than 17; set JAVA_HOME to a JDK 17 or newer>&2
    exit /b 1
)

set "FOUND=0.0"
for /f "tokens=3" %%v in ('mvn --version 2^>nul ^| findstr /c:"Apache Maven "') do set "FOUND=%%v"
for /f "tokens=1,2 delims=." %%a in ("%FOUND%") do (
    set "MAJOR=%%a"
    set "MINOR=%%b"
)
set "MVN="
if %MAJOR% GEQ 4 set "MVN=mvn"
if %MAJOR% EQU 3 if %MINOR% GEQ 8 set "MVN=mvn"
if defined MVN goto run

set "STORE=%USERPROFILE%\.m2\wrapper"
if defined FOURMINDS_MAVEN_HOME set "STORE=%FOURMINDS_MAVEN_HOME%"
set "MAVEN=%STORE%\apache-maven-%VERSION%"
set "MVN=%MAVEN%\bin\mvn.cmd"
if exist "%MVN%" goto run

set "WORK=%STORE%\.download.%RANDOM%%RANDOM%"
mkdir "%WORK%"
if errorlevel 1 (
    echo mvnw: cannot create "%WORK%"; set FOURMINDS_MAVEN_HOME to a folder that can be written>&2
    exit /b 1
)
echo mvnw: no Maven 3.8 or newer on the PATH; downloading Maven %VERSION% from %URL%>&2
curl.exe -fsSL --retry 2 -o "%WORK%\maven.tar.gz" "%URL%"
if errorlevel 1 (
    echo mvnw: could not download Maven %VERSION% from %URL%; check the network and the proxy, or install Maven 3.8 or newer>&2
    goto failed
)
set "ACTUAL="
for /f "skip=1 delims=" %%h in ('certutil -hashfile "%WORK%\maven.tar.gz" SHA512') do if not defined ACTUAL set "ACTUAL=%%h"
set "ACTUAL=%ACTUAL: =%"
if /i not "%ACTUAL%"=="%SHA512%" (
    echo mvnw: what %URL% delivered is not Maven %VERSION%: its SHA-512 is %ACTUAL%, expected %SHA512%; nothing was installed>&2
    goto failed
)
tar.exe -xzf "%WORK%\maven.tar.gz" -C "%WORK%"
if errorlevel 1 (
    echo mvnw: could not unpack Maven %VERSION% into "%STORE%">&2
    goto failed
)
rem Whoever renames first wins; the other's copy is thrown away.
move "%WORK%\apache-maven-%VERSION%" "%MAVEN%" >nul 2>&1
rmdir /s /q "%WORK%"
if not exist "%MVN%" (
    echo mvnw: could not move Maven to "%MAVEN%">&2
    exit /b 1
)

:run
rem Tests append a line each to this file when they cannot run on this machine: the reason, a tab, the test's class.
set "FOURMINDS_NOT_RUN=%TEMP%\fourminds-not-run-%RANDOM%%RANDOM%"
call "%MVN%" %*
set "STATUS=%ERRORLEVEL%"
if not exist "%FOURMINDS_NOT_RUN%" exit /b %STATUS%
powershell -NoProfile -Command "Get-Content -Encoding UTF8 $env:FOURMINDS_NOT_RUN | Group-Object { $_.Split([char]9)[0] } | ForEach-Object { 'mvnw: not run: ' + $_.Count + ' test(s): ' + $_.Name }"
del "%FOURMINDS_NOT_RUN%"
exit /b %STATUS%

:failed
rmdir /s /q "%WORK%"
exit /b 1

@echo off
rem The command line of Fourminds RDS, run from its sources: builds on first use, then starts at once.
rem After a change of the sources, delete tools\cli\target\launcher.stamp.
rem JAVA_HOME: the JDK to use (17 or newer). FOURMINDS_RDS_JAVA_OPTS: options of the JVM, after those below.
setlocal enableextensions disabledelayedexpansion

for %%r in ("%~dp0..") do set "ROOT=%%~fr"
set "TARGET=%ROOT%\tools\cli\target"
set "STAMP=%TARGET%\launcher.stamp"
set "LOG=%TARGET%\launcher-build.log"
set "ARCHIVE=%TARGET%\start.jsa"
set "OPTIONS=-XX:+UseSerialGC -XX:-UsePerfData -Xms20m -Xmn6m -XX:MaxRAMPercentage=25"
rem The JVM takes one collector only.
if defined FOURMINDS_RDS_JAVA_OPTS if not "%FOURMINDS_RDS_JAVA_OPTS:GC=%"=="%FOURMINDS_RDS_JAVA_OPTS%" set "OPTIONS=-XX:-UsePerfData -Xms20m -Xmn6m -XX:MaxRAMPercentage=25"
rem The page runs for long and mostly waits: its heap stays small, and less is compiled for it.
if "%~1"=="web" set "OPTIONS=%OPTIONS% -Xms12m -Xmn4m -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=20 -XX:SoftRefLRUPolicyMSPerMB=0 -XX:Tier3InvocationThreshold=2000 -XX:Tier3MinInvocationThreshold=1000 -XX:Tier3CompileThreshold=20000"
if defined FOURMINDS_RDS_JAVA_OPTS set "OPTIONS=%OPTIONS% %FOURMINDS_RDS_JAVA_OPTS%"
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java.exe"

if exist "%STAMP%" goto run
"%JAVA%" -version >nul 2>&1
if errorlevel 1 (
    echo fourminds-rds: no java found; install a JDK 17 or newer, or set JAVA_HOME to one>&2
    exit /b 1
)
set "RELEASE=0"
for /f "tokens=3" %%v in ('call "%JAVA%" -version 2^>^&1 ^| findstr /c:" version "') do set "RELEASE=%%~v"
for /f "tokens=1 delims=.-+" %%r in ("%RELEASE%") do set "RELEASE=%%r"
if %RELEASE% LSS 17 (
    echo fourminds-rds: the java found is older than 17; set JAVA_HOME to a JDK 17 or newer>&2
    exit /b 1
)
if not exist "%TARGET%" mkdir "%TARGET%"
if exist "%TARGET%\lib" rmdir /s /q "%TARGET%\lib"
if exist "%ARCHIVE%" del /q "%ARCHIVE%"
echo fourminds-rds: first use; building, which takes a minute or a few (log: "%LOG%")>&2
pushd "%ROOT%"
call mvnw.cmd -B -T 1C package -pl tools/web -am -Dmaven.test.skip=true -Dspotless.check.skip=true >"%LOG%" 2>&1 <nul
set "STATUS=%ERRORLEVEL%"
popd
if not "%STATUS%"=="0" (
    type "%LOG%" >&2
    echo fourminds-rds: the build failed; its log is "%LOG%">&2
    exit /b 1
)
set "VERSION="
for /f "tokens=3 delims=<>" %%v in ('findstr /c:"<version>" "%ROOT%\pom.xml"') do if not defined VERSION set "VERSION=%%v"
"%JAVA%" -cp "%TARGET%\fourminds-rds-cli-%VERSION%.jar" ai.fourminds.rds.cli.StartArchive "%ARCHIVE%" >>"%LOG%" 2>&1 <nul
>"%STAMP%" echo %VERSION%

:run
rem Java reads arguments in the code page of the system; it compares this to know whether characters were lost.
set FOURMINDS_RDS_COMMAND_LINE=%*
set /p VERSION=<"%STAMP%"
set "JARS=%TARGET%\fourminds-rds-cli-%VERSION%.jar"
rem The page's jars cost every other command the time to look into them.
if "%~1"=="web" set "JARS=%JARS%;%ROOT%\tools\web\target\lib\*"
if "%~1"=="demo" set "JARS=%JARS%;%ROOT%\tools\web\target\lib\*"
if defined FOURMINDS_RDS_CLASSPATH set "JARS=%JARS%;%FOURMINDS_RDS_CLASSPATH%"
rem An archive that another java has made is ignored without a word.
"%JAVA%" -XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0 -Xlog:disable -Xshare:auto "-XX:SharedArchiveFile=%ARCHIVE%" %OPTIONS% -cp "%JARS%" ai.fourminds.rds.cli.Main %*
exit /b %ERRORLEVEL%

@echo off
rem The command line of Fourminds RDS, as it was unpacked.
rem JAVA_HOME: the Java to use (17 or newer). FOURMINDS_RDS_JAVA_OPTS: options of the JVM, after those below.
setlocal enableextensions disabledelayedexpansion

for %%r in ("%~dp0..") do set "ROOT=%%~fr"
set "OPTIONS=-XX:+UseSerialGC -XX:-UsePerfData -Xms20m -Xmn6m -XX:MaxRAMPercentage=25"
rem The JVM takes one collector only.
if defined FOURMINDS_RDS_JAVA_OPTS if not "%FOURMINDS_RDS_JAVA_OPTS:GC=%"=="%FOURMINDS_RDS_JAVA_OPTS%" set "OPTIONS=-XX:-UsePerfData -Xms20m -Xmn6m -XX:MaxRAMPercentage=25"
rem The page runs for long and mostly waits: its heap stays small, and less is compiled for it.
if "%~1"=="web" set "OPTIONS=%OPTIONS% -Xms12m -Xmn4m -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=20 -XX:SoftRefLRUPolicyMSPerMB=0 -XX:Tier3InvocationThreshold=2000 -XX:Tier3MinInvocationThreshold=1000 -XX:Tier3CompileThreshold=20000"
if defined FOURMINDS_RDS_JAVA_OPTS set "OPTIONS=%OPTIONS% %FOURMINDS_RDS_JAVA_OPTS%"
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java.exe"
for /f "usebackq" %%v in ("%ROOT%\VERSION") do set "VERSION=%%v"
set "JAR=%ROOT%\fourminds-rds-cli-%VERSION%.jar"
set "ARCHIVE=%LOCALAPPDATA%\fourminds-rds\start-%VERSION%.jsa"
rem Jars that came later are no part of an archive that was made without them.
if exist "%ROOT%\lib\fourminds-rds-local-*.jar" set "ARCHIVE=%LOCALAPPDATA%\fourminds-rds\start-%VERSION%-local.jsa"

if exist "%ARCHIVE%" goto run
"%JAVA%" -version >nul 2>&1
if errorlevel 1 (
    echo fourminds-rds: no java found; install Java 17 or newer, or set JAVA_HOME to one>&2
    exit /b 1
)
set "RELEASE=0"
for /f "tokens=3" %%v in ('call "%JAVA%" -version 2^>^&1 ^| findstr /c:" version "') do set "RELEASE=%%~v"
for /f "tokens=1 delims=.-+" %%r in ("%RELEASE%") do set "RELEASE=%%r"
if %RELEASE% LSS 17 (
    echo fourminds-rds: the java found is older than 17; set JAVA_HOME to a Java 17 or newer>&2
    exit /b 1
)
"%JAVA%" -cp "%JAR%" ai.fourminds.rds.cli.StartArchive "%ARCHIVE%" >nul 2>&1 <nul

:run
rem Java reads arguments in the code page of the system; it compares this to know whether characters were lost.
set FOURMINDS_RDS_COMMAND_LINE=%*
set "JARS=%JAR%"
rem The page's jars cost every other command the time to look into them.
if "%~1"=="web" set "JARS=%JAR%;%ROOT%\lib\web\*"
if "%~1"=="demo" set "JARS=%JAR%;%ROOT%\lib\web\*"
if defined FOURMINDS_RDS_CLASSPATH set "JARS=%JARS%;%FOURMINDS_RDS_CLASSPATH%"
rem An archive that another java has made, or of another installation, is ignored without a word.
"%JAVA%" -XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0 -Xlog:disable -Xshare:auto "-XX:SharedArchiveFile=%ARCHIVE%" %OPTIONS% "-Dfourminds-rds.installation=%ROOT%" -cp "%JARS%" ai.fourminds.rds.cli.Main %*
exit /b %ERRORLEVEL%

@echo off
rem Starts the program with the Java that lies beside it; JAVA_OPTS goes to the Java virtual machine.
setlocal
if "%GOMP_SPINCOUNT%%OMP_WAIT_POLICY%"=="" set GOMP_SPINCOUNT=4000
"%~dp0..\jre\bin\java" -XX:+UseParallelGC -Xmn64m --add-exports java.base/jdk.internal.module=ALL-UNNAMED ^
  --enable-native-access=ALL-UNNAMED -Dsun.misc.unsafe.memory.access=allow %JAVA_OPTS% ^
  -cp "%~dp0..\lib\*" io.github.softmax4j.cli.Main %*
exit /b %ERRORLEVEL%

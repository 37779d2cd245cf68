package io.github.softmax4j.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * While this is open, the first SIGTERM, Ctrl-C or SIGHUP only asks to end; the second one ends the process at once, as
 * the first would otherwise.
 *
 * <p>A shutdown hook would not do: while hooks run no further signal is heard, and those of others already delete the
 * temporary files that the fit reads. Java has signals in {@code sun.misc.Signal} alone, of which compilers warn, hence
 * the reflection; where it is missing, signals end the process as ever.
 */
final class Signals implements AutoCloseable {
    private static final List<String> NAMES = List.of("TERM", "INT", "HUP");
    private static final int EXIT_CODE_BASE = 128; // of shells: 128 and the number of the signal

    private final String promise;
    private final AtomicInteger count = new AtomicInteger();
    private final Map<Object, Object> before = new HashMap<>();
    private volatile String name;
    private volatile int number;

    /** A signal that asks to end. */
    record Asked(String name, int exitCode) {}

    private Signals(String promise) {
        this.promise = promise;
    }

    /**
     * Begins to listen.
     *
     * @param promise what is said when the first one comes
     */
    static Signals listen(String promise) {
        var signals = new Signals(promise);
        NAMES.forEach(signals::listenTo);
        return signals;
    }

    /** The first signal, if one has come. */
    Optional<Asked> asked() {
        return name == null ? Optional.empty() : Optional.of(new Asked(name, EXIT_CODE_BASE + number));
    }

    private void listenTo(String signalName) {
        try {
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object signal = Class.forName("sun.misc.Signal")
                    .getConstructor(String.class)
                    .newInstance(signalName);
            InvocationHandler toHere = (proxy, method, arguments) -> answer(proxy, method, arguments);
            Object here = Proxy.newProxyInstance(Signals.class.getClassLoader(), new Class<?>[] {handler}, toHere);
            before.put(signal, handle(signal, here));
        } catch (ReflectiveOperationException e) {
            return; // not every system has every signal, and whoever starts Java may keep them from it
        }
    }

    private static Object handle(Object signal, Object handler) throws ReflectiveOperationException {
        Method handle = signal.getClass().getMethod("handle", signal.getClass(), handlerType());
        return handle.invoke(null, signal, handler);
    }

    private static Class<?> handlerType() throws ClassNotFoundException {
        return Class.forName("sun.misc.SignalHandler");
    }

    private Object answer(Object proxy, Method method, Object... arguments) throws ReflectiveOperationException {
        switch (method.getName()) {
            case "handle" -> came(arguments[0]);
            case "equals" -> {
                return proxy == arguments[0];
            }
            case "hashCode" -> {
                return System.identityHashCode(proxy);
            }
            default -> {
                return "Signals";
            }
        }
        return null;
    }

    private void came(Object signal) throws ReflectiveOperationException {
        int signalNumber = (int) signal.getClass().getMethod("getNumber").invoke(signal);
        switch (count.incrementAndGet()) {
            case 1 -> {
                number = signalNumber;
                name = "SIG" + signal.getClass().getMethod("getName").invoke(signal);
                System.err.println(name + ": " + promise);
            }
            case 2 -> System.exit(EXIT_CODE_BASE + signalNumber); // which deletes temporary files
            default -> Runtime.getRuntime().halt(EXIT_CODE_BASE + signalNumber);
        }
    }

    @Override
    public void close() {
        before.forEach((signal, handler) -> {
            try {
                handle(signal, handler);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e); // it could be set before
            }
        });
    }
}

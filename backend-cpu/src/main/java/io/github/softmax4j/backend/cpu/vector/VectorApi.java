package io.github.softmax4j.backend.cpu.vector;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether this virtual machine has the Vector API, an incubator module, and whether it is fast here.
 *
 * <p>It is there if Java was started with {@code --add-modules jdk.incubator.vector}, of which Java warns each time.
 * Where Java lets us ({@code --add-exports java.base/jdk.internal.module=ALL-UNNAMED}), it is loaded when it is first
 * needed, by the method that Java loads its own agents with, which warns of nothing. The room uses only what is alike
 * in JDK 17 to 25.
 */
final class VectorApi {
    private static final Logger LOG = LoggerFactory.getLogger(VectorApi.class);
    private static final String MODULE = "jdk.incubator.vector";

    /** Asking takes some 50 ms where the module is loaded, so small problems should not. */
    static final boolean IS_USABLE = (isAskedFor() || load()) && Lanes.areFast();

    private VectorApi() {}

    private static boolean isAskedFor() {
        return ModuleLayer.boot().findModule(MODULE).isPresent();
    }

    private static boolean load() {
        try {
            Class.forName("jdk.internal.module.Modules")
                    .getMethod("loadModule", String.class)
                    .invoke(null, MODULE);
            return true;
        } catch (ReflectiveOperationException | LinkageError e) { // closed, or there is no such module or method
            LOG.debug("the Vector API is not used: {}", e.toString());
            return false;
        }
    }
}

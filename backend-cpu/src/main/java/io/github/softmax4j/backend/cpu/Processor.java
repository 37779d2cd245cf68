package io.github.softmax4j.backend.cpu;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the processor can do, as the Java virtual machine has found out for itself.
 *
 * <p>HotSpot asks the processor and the operating system at its own start, on every system alike, and shows the result
 * in its flags: UseAVX is 2 or more where AVX2 can be used, and UseFMA where FMA can. Whoever lowers the flags on the
 * command line lowers what is chosen here.
 *
 * @param name as the system calls it
 * @param avx2 true, false, or empty if this virtual machine does not tell
 */
record Processor(String name, Optional<Boolean> avx2) {
    private static final int AVX2 = 2;

    static Processor current() {
        Optional<Boolean> avx2 = flag("UseAVX").map(level -> Integer.parseInt(level) >= AVX2);
        Optional<Boolean> fma = flag("UseFMA").map(Boolean::parseBoolean);
        return new Processor(systemName(), avx2.flatMap(hasAvx2 -> fma.map(hasFma -> hasAvx2 && hasFma)));
    }

    private static Optional<String> flag(String name) {
        try {
            var flags = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
            return Optional.of(flags.getVMOption(name).getValue());
        } catch (IllegalArgumentException | NullPointerException | LinkageError e) {
            return Optional.empty(); // another virtual machine, or a processor of another kind
        }
    }

    private static String systemName() {
        return said("model name")
                .or(() -> Optional.ofNullable(System.getenv("PROCESSOR_IDENTIFIER")))
                .orElse(System.getProperty("os.arch"));
    }

    /**
     * What Linux says of its first processor.
     *
     * @param name of the entry, such as {@code vendor_id}
     * @return its value; empty where there is none, and on other systems
     */
    static Optional<String> said(String name) {
        Path linux = Path.of("/proc/cpuinfo");
        if (!Files.isReadable(linux)) {
            return Optional.empty();
        }
        try (Stream<String> lines = Files.lines(linux)) {
            return lines.filter(line -> line.startsWith(name + "\t") || line.startsWith(name + ":"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst();
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty();
        }
    }
}

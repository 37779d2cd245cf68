package io.github.softmax4j.cli;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The most memory that this process has held: all of it where the system says so, else that of Java's heap. */
final class PeakMemory {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Pattern LARGEST_RESIDENT = Pattern.compile("VmHWM:\\s*(\\d+) kB");

    private PeakMemory() {}

    static String words() {
        return ofSystem()
                .map(bytes -> new ByteSize(bytes).toString())
                .orElseGet(() -> new ByteSize(ofHeap()) + " of Java's heap");
    }

    private static Optional<Long> ofSystem() {
        try {
            Matcher line = LARGEST_RESIDENT.matcher(Files.exists(STATUS) ? Files.readString(STATUS) : "");
            return line.find() ? Optional.of(1024 * Long.parseLong(line.group(1))) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // not Linux, or not allowed
        }
    }

    private static long ofHeap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
    }
}

package io.github.softmax4j.backend;

import java.util.List;
import java.util.Optional;

/**
 * What a backend module finds on this machine before ND4J is touched.
 *
 * @param flavour {@code cpu} or {@code cuda}
 * @param library the ND4J that would be loaded, and what it has code for
 * @param driver the driver and its version, or that there is none
 * @param devices what is there; empty if nothing is, or nobody looked
 * @param problem why the backend cannot run here, and what to do about it; empty if it can
 * @see Backend
 */
public record DeviceReport(
        String flavour, String library, String driver, List<Device> devices, Optional<String> problem) {}

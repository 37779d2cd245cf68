package io.github.softmax4j.backend.cuda;

import java.util.List;

/**
 * What the driver tells, or why it tells nothing.
 *
 * @param state what was found
 * @param cudaVersion the newest CUDA that the driver knows: 11040 for 11.4; 0 if there is no driver
 * @param gpus the GPUs; empty unless the state is READY
 * @param detail the loader's or driver's own words, for where they help
 * @param visibleDevices CUDA_VISIBLE_DEVICES, or null where it is not set
 */
record DriverFacts(State state, int cudaVersion, List<Gpu> gpus, String detail, String visibleDevices) {
    /** How far asking came. */
    enum State {
        /** There is no libcuda. */
        NO_DRIVER,
        /** There is a driver, but no CUDA runtime of the version that ND4J needs. */
        NO_LIBRARIES,
        /** The driver is older than the CUDA that ND4J needs, or does not fit its own kernel module. */
        DRIVER_TOO_OLD,
        /** The driver sees no GPU. */
        NO_DEVICE,
        /** Something else that the driver says. */
        DRIVER_FAILS,
        /** There are GPUs. */
        READY
    }
}

package io.github.softmax4j.backend.cuda;

/**
 * Code that a library holds for one kind of GPU.
 *
 * @param isPtx whether it is PTX, which the driver compiles at the first start, and not machine code
 * @param computeCapability major version times 10 plus the minor one: 86 for 8.6
 */
record CodeImage(boolean isPtx, int computeCapability) {
    /**
     * Whether a GPU runs it: machine code on the same major version and an equal or higher minor one, PTX on anything
     * equal or higher. CUDA C++ Programming Guide, 3.1.2 to 3.1.4.
     */
    boolean runsOn(int gpu) {
        return isPtx ? gpu >= computeCapability : gpu / 10 == computeCapability / 10 && gpu >= computeCapability;
    }

    static String dotted(int computeCapability) {
        return computeCapability / 10 + "." + computeCapability % 10;
    }

    @Override
    public String toString() {
        return dotted(computeCapability) + (isPtx ? " (PTX)" : "");
    }
}

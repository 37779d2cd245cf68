package io.github.softmax4j.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClassLabelsTest {
    @Test
    void numbersAreSortedAsNumbers() {
        assertEquals(
                List.of("-1", "2", "10", "1e2"),
                ClassLabels.of(List.of("10", "2", "1e2", "-1", "2")).names());
    }

    @Test
    void anythingElseIsSortedAsText() {
        assertEquals(
                List.of("10", "2", "Zebra", "ant"),
                ClassLabels.of(List.of("ant", "10", "Zebra", "2")).names());
    }

    /** Equal numbers in two spellings are two classes, always in the same order. */
    @Test
    void spellingsStayApart() {
        assertEquals(List.of("1", "1.0"), ClassLabels.of(List.of("1.0", "1")).names());
    }

    @Test
    void knowsTheIndexOfALabel() {
        ClassLabels classes = ClassLabels.of(List.of("b", "a"));
        assertEquals(0, classes.indexOf("a"));
        assertEquals(1, classes.indexOf("b"));
        assertEquals(-1, classes.indexOf("c"));
    }

    @Test
    void keepsAGivenOrderAndRefusesNamesThatStandTwice() {
        assertEquals(List.of("b", "a"), ClassLabels.inOrder(List.of("b", "a")).names());
        assertThrows(IllegalArgumentException.class, () -> ClassLabels.inOrder(List.of("a", "a")));
    }
}

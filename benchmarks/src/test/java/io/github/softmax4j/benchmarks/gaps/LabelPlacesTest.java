package io.github.softmax4j.benchmarks.gaps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.benchmarks.gaps.LabelPlaces.Box;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LabelPlacesTest {
    private static final Box AREA = new Box(10, 20, 300, 200);

    @Test
    void labelsOverlapNothingAndStayInside() {
        var random = new SplittableRandom(7);
        for (int trial = 0; trial < 50; trial++) {
            var places = new LabelPlaces(AREA, List.of());
            var boxes = new ArrayList<Box>();
            var mark = new Box(random.nextDouble(10, 300), random.nextDouble(20, 200), 10, 10);
            places.keepFree(mark);
            boxes.add(mark);
            for (int i = 0; i < 8; i++) { // all at about the same point
                Box box = places.place(mark.x(), mark.y() + i, 90, 15);
                assertTrue(box.x() >= 10 && box.x() + 90 <= 310 && box.y() >= 20 && box.y() + 15 <= 220, "" + box);
                boxes.forEach(other -> assertFalse(box.overlaps(other), box + " and " + other));
                boxes.add(box);
            }
        }
    }

    @Test
    void aLabelOfAPointAloneIsAtIt() {
        Box box = new LabelPlaces(AREA, List.of()).place(150, 100, 60, 15);
        assertEquals(0, box.distance(150, 100));
    }

    @Test
    void aLabelKeepsOffALine() {
        var line = new ArrayList<double[]>();
        for (double x = 10; x <= 310; x += 5) {
            line.add(new double[] {x, 100});
        }
        Box box = new LabelPlaces(AREA, line).place(150, 100, 60, 15);
        assertTrue(line.stream().noneMatch(box::has), "" + box);
        assertTrue(box.distance(150, 100) < 10, "" + box);
    }

    @Test
    void aPlotWithoutRoomIsRefused() {
        var places = new LabelPlaces(AREA, List.of());
        places.keepFree(AREA);
        assertThrows(IllegalArgumentException.class, () -> places.place(150, 100, 60, 15));
    }
}

package com.example.lamp;

/**
 * What the hardware takes.
 *
 * @param enabled whether it is on
 * @param level 1 to 10
 */
public record Lamp(boolean enabled, int level) {
}

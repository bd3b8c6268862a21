/**
 * An interface that cameras do not have: what CONTRIBUTING says about adding one, done.
 */
@NullMarked
package com.example.lamp;

import org.jspecify.annotations.NullMarked;

/** Checks of the repository's own texts: words, Javadoc, Markdown. */
@NullMarked
package org.camerad.docs;

import org.jspecify.annotations.NullMarked;

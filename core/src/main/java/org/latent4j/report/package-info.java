/**
 * Reports: a title and sections, written as Markdown, as JSON, or as one HTML file that needs
 * nothing else. Start here: {@link org.latent4j.report.Report}.
 *
 * <p>Every type is an immutable value. The same report gives the same bytes on every machine.
 */
@NullMarked
package org.latent4j.report;

import org.jspecify.annotations.NullMarked;

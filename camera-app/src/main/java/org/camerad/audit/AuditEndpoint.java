package org.camerad.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/**
 * The endpoint {@code /actuator/audit}: the last entries of the audit log, the newest
 * last.
 */
@Endpoint(id = AuditEndpoint.ID)
class AuditEndpoint {

	static final String ID = "audit";

	private static final int DEFAULT_LIMIT = 100;

	private static final int MAX_LIMIT = 1000;

	private final AuditJournal journal;

	AuditEndpoint(AuditJournal journal) {
		this.journal = journal;
	}

	/**
	 * Returns the last entries.
	 * @param limit their number, 1 to 1000, null for {@code n}
	 * @param n their number, null for 100
	 */
	@ReadOperation(produces = "application/json")
	public byte[] entries(@Nullable Integer limit, @Nullable Integer n) throws IOException {
		Integer wanted = (limit != null) ? limit : n;
		int number = (wanted != null) ? wanted : DEFAULT_LIMIT;
		if (number < 1 || number > MAX_LIMIT) {
			throw new InvalidEndpointRequestException("limit out of range",
					"limit must be from 1 to " + MAX_LIMIT + ", is " + number);
		}
		List<String> lines = this.journal.last(number);
		// The lines as they are: another writer of JSON would not escape them.
		return ("{\"entries\":[" + String.join(",\n", lines) + "]}").getBytes(StandardCharsets.US_ASCII);
	}

}

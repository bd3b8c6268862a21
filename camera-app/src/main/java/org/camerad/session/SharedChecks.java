package org.camerad.session;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import org.camerad.camera.CameraFailure;
import org.camerad.limit.KeyedPlaces;
import org.camerad.user.Account;
import org.camerad.user.UserRevision;
import org.jspecify.annotations.Nullable;

/**
 * The slow checks of passwords that are under way. Requests with the same name and
 * password share one check, because a recorder asks for many pictures at once before the
 * camera knows its password. Any thread.
 */
final class SharedChecks {

	/** Each one that shares a check may occupy a thread of the web server. */
	private static final int MAX_SHARING = 128;

	private static final int MAX_SHARING_PER_CLIENT = 112;

	private final Map<Credentials, CompletableFuture<Optional<Account>>> running = new ConcurrentHashMap<>();

	private final KeyedPlaces sharing = new KeyedPlaces(MAX_SHARING_PER_CLIENT, MAX_SHARING);

	/**
	 * The name and password of a check.
	 *
	 * @param key a keyed hash of name and password
	 * @param revision the user's state; a check of another one says nothing
	 * @param scope the clients that share the check, empty for all
	 */
	record Credentials(String key, UserRevision revision, String scope) {
	}

	/**
	 * Returns the result of the check that is under way, or of a new one.
	 * @param client the client that logs in
	 * @param check starts a check
	 * @return the user, empty if the password is wrong; a {@link CameraFailure}
	 * UNAVAILABLE when too many wait
	 */
	CompletableFuture<Optional<Account>> share(Credentials credentials, String client,
			Supplier<CompletableFuture<Optional<Account>>> check) {
		CompletableFuture<Optional<Account>> own = new CompletableFuture<>();
		CompletableFuture<Optional<Account>> other = this.running.putIfAbsent(credentials, own);
		if (other != null) {
			return join(other, client);
		}
		try {
			check.get().whenComplete((account, failure) -> end(credentials, own, account, failure));
		}
		catch (RuntimeException ex) {
			end(credentials, own, null, ex);
		}
		return own;
	}

	private void end(Credentials credentials, CompletableFuture<Optional<Account>> own,
			@Nullable Optional<Account> account, @Nullable Throwable failure) {
		if (failure == null) {
			own.complete(account);
		}
		else {
			own.completeExceptionally(failure);
		}
		this.running.remove(credentials, own);
	}

	private CompletableFuture<Optional<Account>> join(CompletableFuture<Optional<Account>> check, String client) {
		if (!this.sharing.take(client)) {
			return CompletableFuture.failedFuture(CameraFailure.unavailable());
		}
		return check.whenComplete((account, failure) -> this.sharing.giveBack(client));
	}

}

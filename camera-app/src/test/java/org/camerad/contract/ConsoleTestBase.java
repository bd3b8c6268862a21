package org.camerad.contract;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * A separate service on the simulator and a browser. Each test has a browser context of
 * its own, and fails if a page logs an error or asks another host for anything.
 */
abstract class ConsoleTestBase extends SimulatorTestBase {

	private static final int TIMEOUT_MILLIS = 15_000;

	final List<String> complaints = Collections.synchronizedList(new ArrayList<>());

	private final List<BrowserContext> contexts = new ArrayList<>();

	private @Nullable ConsoleBrowser chromium;

	Page page;

	@BeforeAll
	final void launch() {
		String lacking = ConsoleBrowser.lacks().orElse("");
		assumeThat(lacking).as(lacking).isEmpty();
		this.chromium = new ConsoleBrowser();
	}

	@AfterAll
	final void quit() {
		if (this.chromium != null) {
			this.chromium.close();
		}
	}

	@BeforeEach
	final void open() {
		this.page = newContext(options()).newPage();
	}

	@AfterEach
	final void check() {
		this.contexts.forEach(BrowserContext::close);
		this.contexts.clear();
		List<String> found = List.copyOf(this.complaints);
		this.complaints.clear();
		assertThat(found).as("errors of pages, and requests to other hosts").isEmpty();
	}

	/** Returns the options of the context that each test begins with. */
	Browser.NewContextOptions options() {
		return new Browser.NewContextOptions().setLocale("en-US").setViewportSize(1280, 800);
	}

	/** Opens a further browser with cookies, storage and cache of its own. */
	final BrowserContext newContext(Browser.NewContextOptions options) {
		BrowserContext context = this.chromium.browser().newContext(options);
		context.setDefaultTimeout(TIMEOUT_MILLIS);
		context.onConsoleMessage((message) -> {
			if (message.type().equals("error")) {
				this.complaints.add(message.text() + " " + message.location());
			}
		});
		context.onWebError((error) -> this.complaints.add(error.error()));
		context.onRequest((request) -> {
			if (!request.url().matches("(http://127\\.0\\.0\\.1:|blob:|data:).*")) {
				this.complaints.add("another host: " + request.url());
			}
		});
		this.contexts.add(context);
		return context;
	}

	/** Returns the address of a page, such as {@code /live}. */
	final String url(String path) {
		return "http://127.0.0.1:" + this.camera.port() + path;
	}

	/** Signs in as a user and waits for the page. */
	final void signIn(Page page, String path, String user, String password) {
		page.navigate(url(path));
		page.getByLabel("User name", new Page.GetByLabelOptions().setExact(true)).fill(user);
		page.getByLabel("Password", new Page.GetByLabelOptions().setExact(true)).fill(password);
		page.getByRole(com.microsoft.playwright.options.AriaRole.BUTTON,
				new Page.GetByRoleOptions().setName("Sign in").setExact(true))
			.click();
		page.getByRole(com.microsoft.playwright.options.AriaRole.NAVIGATION).first().waitFor();
	}

	/** Signs in as the administrator. */
	final void signIn(String path) {
		signIn(this.page, path, TestService.ADMIN, TestService.PASSWORD);
	}

}

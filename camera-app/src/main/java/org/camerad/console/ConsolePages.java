package org.camerad.console;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The console of this version: its files under addresses that contain a hash of their
 * content, and the page that loads them, in each language. Immutable.
 */
final class ConsolePages {

	/** The path before the addresses of files. */
	static final String ASSETS = "/console/assets/";

	/** The page that loads the console. */
	static final String INDEX = "index.html";

	private static final String HTML = ".html";

	private static final String PAGES = "pages/";

	private static final String LANGUAGES = "locales/";

	private static final String DEFAULT_LANGUAGE = "en";

	private static final String IMPORT_MAP = "<!--importmap-->";

	private static final Pattern REFERENCE = Pattern.compile("\\{\\{base}}/([A-Za-z0-9_./-]+)");

	private static final Pattern ENTRY = Pattern.compile("src=\"\\{\\{base}}/([A-Za-z0-9_./-]+)\"");

	private static final Map<String, String> TYPES = Map.of("js", "text/javascript;charset=UTF-8", "css",
			"text/css;charset=UTF-8", "svg", "image/svg+xml");

	private final Map<String, String> files;

	private final Map<String, Asset> assets = new HashMap<>();

	/** The pages by language and path. */
	private final Map<String, Asset> documents = new HashMap<>();

	/** The addresses of files by their paths. */
	private final Map<String, String> addresses = new TreeMap<>();

	private final String policy;

	ConsolePages(Map<String, String> files) {
		this.files = files;
		files.forEach(this::add);
		String importMap = importMap();
		this.policy = ConsolePolicy.withScript(importMap);
		files.keySet()
			.stream()
			.filter((path) -> path.endsWith(HTML))
			.forEach((path) -> languages().forEach((language) -> this.documents.put(language + "/" + path,
					Asset.of("text/html;charset=UTF-8", document(path, language, importMap)))));
	}

	private void add(String path, String content) {
		String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
		if (type == null) {
			return;
		}
		Asset asset = Asset.of(type, content);
		int dot = path.lastIndexOf('.');
		String hashed = path.substring(0, dot) + "." + asset.hash() + path.substring(dot);
		this.addresses.put(path, ASSETS + hashed);
		this.assets.put(hashed, asset);
	}

	/** Returns the file at an address below {@link #ASSETS}, null for none. */
	@Nullable Asset asset(String address) {
		return this.assets.get(address);
	}

	/**
	 * Returns the file of a path, null for none. Browsers resolve some references without
	 * the import map.
	 */
	@Nullable Asset unhashed(String path) {
		String address = this.addresses.get(path);
		return (address == null) ? null : this.assets.get(address.substring(ASSETS.length()));
	}

	/**
	 * Returns the document at a path such as {@code /image}, null for none. All pages of
	 * the console have the same, which loads the module of its page.
	 */
	@Nullable String document(String path) {
		boolean page = path.equals("/") || this.addresses.containsKey(PAGES + path.substring(1) + ".js");
		String name = page ? INDEX : path.substring(1);
		return this.documents.containsKey(DEFAULT_LANGUAGE + "/" + name) && (page || !name.equals(INDEX)) ? name : null;
	}

	/** Returns a document in the language that suits a client best. */
	Asset document(String name, @Nullable String acceptLanguage) {
		return Objects.requireNonNull(this.documents.get(language(acceptLanguage) + "/" + name));
	}

	/** Returns the Content-Security-Policy of the documents. */
	String policy() {
		return this.policy;
	}

	private List<String> languages() {
		return this.addresses.keySet()
			.stream()
			.filter((path) -> path.startsWith(LANGUAGES))
			.map((path) -> path.substring(LANGUAGES.length(), path.length() - ".js".length()))
			.toList();
	}

	private String language(@Nullable String acceptLanguage) {
		return ranges(acceptLanguage).stream()
			.filter((range) -> range.getWeight() > 0)
			.flatMap((range) -> languages().stream().filter((language) -> suits(language, range.getRange())))
			.findFirst()
			.orElse(DEFAULT_LANGUAGE);
	}

	private static List<Locale.LanguageRange> ranges(@Nullable String header) {
		try {
			return (header == null || header.isBlank()) ? List.of() : Locale.LanguageRange.parse(header);
		}
		catch (IllegalArgumentException ex) {
			return List.of();
		}
	}

	private static boolean suits(String language, String range) {
		return language.split("-")[0].equalsIgnoreCase(range.split("-")[0]);
	}

	private String importMap() {
		return this.addresses.keySet()
			.stream()
			.filter(ConsoleModules::isModule)
			.map((path) -> "\"" + ConsoleModules.specifier(path, ASSETS) + "\":\"" + this.addresses.get(path) + "\"")
			.collect(Collectors.joining(",", "{\"imports\":{", "}}"));
	}

	/**
	 * Returns the page with the import map and, so that a browser asks for them at once,
	 * the modules that it needs first.
	 */
	private String document(String name, String language, String importMap) {
		String page = this.files.getOrDefault(name, "");
		List<String> head = new ArrayList<>();
		head.add("<script type=\"importmap\">" + importMap + "</script>");
		firstModules(page, language).forEach((path) -> head
			.add("<link rel=\"modulepreload\" href=\"" + this.addresses.getOrDefault(path, "") + "\">"));
		return REFERENCE.matcher(page)
			.replaceAll((found) -> this.addresses.getOrDefault(found.group(1), ""))
			.replace("{{lang}}", language)
			.replace(IMPORT_MAP, String.join("\n", head));
	}

	private Set<String> firstModules(String page, String language) {
		List<String> entries = ENTRY.matcher(page).results().map((found) -> found.group(1)).toList();
		return new ConsoleModules(this.files)
			.closure(Stream.concat(entries.stream(), Stream.of(LANGUAGES + language + ".js")).toList());
	}

}

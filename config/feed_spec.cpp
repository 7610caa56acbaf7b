#include "config/feed_spec.h"

#include <algorithm>
#include <map>
#include <set>

#include "config/content_class.h"
#include "config/fields.h"
#include "config/guess.h"
#include "config/url.h"
#include "config/values.h"

namespace config {
namespace {

constexpr policy::Span kSoonest = std::chrono::minutes{1};
constexpr std::uint64_t kMostCdiffs = 1'000;

// Words that a URL of the relay may begin with.
bool reserved(const std::string& id) {
  return id == "g" || id == "v1" || id == "healthz" || id == "api";
}

std::optional<FeedKind> read_kind(Problems& problems, const Node* node) {
  const auto written = text(problems, node, "a kind of feed: clamav or files");
  if (written == "clamav") return FeedKind::Clamav;
  if (written == "files") return FeedKind::Files;
  if (written) {
    problems.add(node->at, "'" + *written + "' is not a kind of feed that this version knows",
                 guess(*written, {"clamav", "files"}));
  }
  return std::nullopt;
}

std::vector<std::string> read_upstreams(Problems& problems, const Node* node) {
  std::vector<std::string> upstreams;
  for (const Node* const item : one_or_list(node)) {
    auto url = text(problems, item, "a URL");
    if (!url) continue;
    if (const auto reason = wrong_upstream(*url)) {
      add_unexpected(problems, *item, "a URL such as https://updates.vendor.example", *reason);
      continue;
    }
    while (url->ends_with('/')) url->pop_back();
    upstreams.push_back(*url);
  }
  return upstreams;
}

void read_origin(Problems& problems, const Fields& fields, Spot at, FeedSpec& feed) {
  const Node* const upstream = fields.get("upstream");
  const Node* const directory = fields.get("directory");
  const unsigned before = problems.errors();
  feed.upstreams = read_upstreams(problems, upstream);
  feed.directory = path(problems, directory);
  if (problems.errors() != before) return;
  if (upstream != nullptr && directory != nullptr) {
    problems.add(fields.at("directory"), "a feed has an 'upstream' or a 'directory', not both");
  } else if (!feed.directory && feed.upstreams.empty()) {
    problems.add(at, "feed '" + feed.id.text() + "' needs an 'upstream' or a 'directory'");
  }
}

std::vector<std::string> read_databases(Problems& problems, const Node* node) {
  std::vector<std::string> names;
  for (const Node* const item : items(problems, node, "a list such as [main, daily, bytecode]")) {
    const auto id = name<policy::Id<struct DatabaseKind>>(problems, item, "a database");
    if (!id) continue;
    if (id->text().find('.') != std::string::npos) {
      add_unexpected(problems, *item, "a database's name without .cvd");
    } else if (std::ranges::count(names, id->text()) > 0) {
      problems.add(item->at, "database '" + id->text() + "' stands twice in this list");
    } else {
      names.push_back(id->text());
    }
  }
  if (node != nullptr && node->kind == Node::Kind::List && node->items.empty()) {
    problems.add(node->at,
                 "a feed without databases mirrors nothing; leave 'databases' out for "
                 "main, daily and bytecode");
  }
  return names;
}

void read_clamav(Problems& problems, const Fields& fields, FeedSpec& feed) {
  ClamavSpec& clamav = feed.clamav;
  if (const Node* const databases = fields.get("databases")) {
    clamav.databases = read_databases(problems, databases);
  }
  clamav.cdiffs = static_cast<unsigned>(
      count(problems, fields.get("cdiffs"), {0, kMostCdiffs}).value_or(clamav.cdiffs));
  const Words<bool> words{{"optional", false}, {"required", true}};
  clamav.detached_signatures_required =
      word(problems, fields.get("detached_signatures"), words).value_or(false);
  for (const Node* const item : one_or_list(fields.get("trust"))) {
    if (const auto file = path(problems, item)) feed.trust.push_back(*file);
  }
}

// What would be ignored is refused.
void refuse_clamav(Problems& problems, const Fields& fields) {
  for (const char* const key : {"databases", "cdiffs", "detached_signatures", "trust"}) {
    if (fields.get(key) == nullptr) continue;
    problems.add(fields.at(key),
                 "'" + std::string{key} + "' is not a setting of a feed of kind files");
  }
}

// False when it is not known: nothing can then be said of the feed's path.
bool read_class(Problems& problems, const Fields& fields, FeedSpec& feed) {
  const bool clamav = feed.kind == FeedKind::Clamav;
  if (clamav) feed.content = policy::ContentClass::Intelligence;
  const Node* const node = clamav ? fields.get("class") : fields.need("class");
  const auto content = content_class(problems, node);
  if (content) feed.content = *content;
  return content || (clamav && node == nullptr);
}

void read_every(Problems& problems, const Fields& fields, FeedSpec& feed) {
  feed.every = span(problems, fields.get("every")).value_or(feed.every);
  if (feed.every < kSoonest) {
    problems.add(fields.get("every")->at,
                 "'every' is at least 1m, so that vendors are not pestered");
  }
}

std::optional<policy::Span> read_suspect(Problems& problems, const Fields& fields,
                                         policy::Span every) {
  constexpr const char* kKey = "suspect_if_replaced_within";
  const auto within = lasting(problems, fields.get(kKey));
  if (within && every * 4 > *within) {
    problems.warn(fields.at(kKey),
                  "a release that the vendor replaces within " + policy::show(*within) +
                      " is likely never seen when it is asked every " + policy::show(every) +
                      "; 'every' is at most a quarter of it");
  }
  return within;
}

std::optional<FeedSpec> read_feed(Problems& problems, const Entry& entry) {
  const auto id = policy::FeedId::parse(entry.key);
  if (!id) {
    problems.add(entry.at, "'" + entry.key + "' cannot be the name of a feed",
                 std::string{"a name is "} + policy::FeedId::kShape);
  } else if (reserved(entry.key)) {
    problems.add(entry.at, "'" + entry.key +
                               "' cannot be the name of a feed; its URLs would be "
                               "the relay's own");
  }
  const Fields fields{problems,
                      entry.value,
                      {"a feed",
                       {"kind", "upstream", "directory", "class", "every", "user_agent", "trust",
                        "databases", "cdiffs", "detached_signatures", "suspect_if_replaced_within"},
                       {"suites"}}};
  if (!id || entry.value.kind != Node::Kind::Map) return std::nullopt;
  const auto kind = read_kind(problems, fields.need("kind"));

  FeedSpec feed{.id = *id, .mark = {entry.at.line}};
  feed.kind = kind.value_or(FeedKind::Clamav);
  read_origin(problems, fields, entry.at, feed);
  read_every(problems, fields, feed);
  feed.suspect_if_replaced_within = read_suspect(problems, fields, feed.every);
  feed.user_agent = read_user_agent(problems, fields.get("user_agent"));
  if (!kind) return std::nullopt;
  const bool classed = read_class(problems, fields, feed);
  switch (*kind) {
    case FeedKind::Clamav:
      read_clamav(problems, fields, feed);
      break;
    case FeedKind::Files:
      refuse_clamav(problems, fields);
      break;
  }
  return classed ? std::optional{std::move(feed)} : std::nullopt;
}

}  // namespace

std::vector<FeedSpec> read_feeds(Problems& problems, const Node* node) {
  std::vector<FeedSpec> feeds;
  if (node == nullptr) return feeds;
  if (node->kind != Node::Kind::Map) {
    add_unexpected(problems, *node, "feeds by name");
    return feeds;
  }
  std::map<std::string_view, unsigned> seen;
  for (const Entry& entry : node->entries) {
    const auto [first, fresh] = seen.try_emplace(entry.key, entry.at.line);
    if (!fresh) {
      problems.add(entry.at, "feed '" + entry.key + "' is there twice; it is already in line " +
                                 std::to_string(first->second));
    } else if (auto feed = read_feed(problems, entry)) {
      feeds.push_back(std::move(*feed));
    }
  }
  return feeds;
}

}  // namespace config

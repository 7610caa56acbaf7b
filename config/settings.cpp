#include "config/settings.h"

#include "config/fields.h"
#include "config/url.h"
#include "config/values.h"
#include "config/yaml.h"

namespace config {
namespace {

constexpr std::uint64_t kMostAttempts = 20;

std::optional<Proxy> read_proxy(Problems& problems, const Fields& fields) {
  const Node* const url = fields.get("proxy");
  if (url == nullptr) {
    for (const char* const key : {"proxy_user", "proxy_password_file"}) {
      if (fields.get(key) == nullptr) continue;
      problems.add(fields.at(key), "'" + std::string{key} + "' needs a 'proxy'");
    }
    return std::nullopt;
  }
  Proxy proxy{.url = text(problems, url, "a proxy such as http://proxy.example:3128").value_or("")};
  const auto reason = proxy.url.empty() ? std::nullopt : wrong_proxy(proxy.url);
  if (reason) add_unexpected(problems, *url, "a proxy such as http://proxy.example:3128", *reason);
  proxy.user = text(problems, fields.get("proxy_user"), "a user's name").value_or("");
  proxy.password_file = path(problems, fields.get("proxy_password_file"));
  if (proxy.password_file && proxy.user.empty()) {
    problems.add(fields.at("proxy_password_file"), "'proxy_password_file' needs a 'proxy_user'");
  }
  return proxy;
}

void read_fetch(Problems& problems, const Node* node, Fetch& fetch) {
  if (node == nullptr) return;
  const Fields fields{problems,
                      *node,
                      {"fetch",
                       {"proxy", "proxy_user", "proxy_password_file", "rate", "deadline",
                        "minimum_rate", "attempts", "ca_file", "user_agent"}}};
  fetch.proxy = read_proxy(problems, fields);
  fetch.rate = rate(problems, fields.get("rate"));
  fetch.minimum_rate = rate(problems, fields.get("minimum_rate")).value_or(fetch.minimum_rate);
  fetch.deadline = span(problems, fields.get("deadline")).value_or(fetch.deadline);
  fetch.attempts = static_cast<unsigned>(
      count(problems, fields.get("attempts"), {1, kMostAttempts}).value_or(fetch.attempts));
  fetch.ca_file = path(problems, fields.get("ca_file"));
  fetch.user_agent = read_user_agent(problems, fields.get("user_agent"));

  if (fetch.rate == std::uint64_t{0}) {
    problems.add(fields.at("rate"),
                 "a 'rate' of nothing fetches nothing; leave it out for no limit");
  } else if (fetch.rate && *fetch.rate < fetch.minimum_rate) {
    problems.add(fields.at("rate"), "'rate' is below 'minimum_rate', so every transfer would fail");
  }
  if (fetch.deadline < std::chrono::seconds{1}) {
    problems.add(fields.at("deadline"), "a 'deadline' is at least 1s");
  }
}

void read_store(Problems& problems, const Node* node, StoreSettings& store) {
  if (node == nullptr) return;
  const Fields fields{problems, *node, {"store", {"keep_free"}}};
  store.keep_free = size(problems, fields.get("keep_free")).value_or(store.keep_free);
}

void read_log(Problems& problems, const Node* node, LogSettings& log) {
  if (node == nullptr) return;
  const Fields fields{problems, *node, {"log", {"level", "file"}}};
  const Words<LogLevel> levels{{"debug", LogLevel::Debug},
                               {"info", LogLevel::Info},
                               {"warning", LogLevel::Warning},
                               {"error", LogLevel::Error}};
  log.level = word(problems, fields.get("level"), levels).value_or(log.level);
  log.file = path(problems, fields.get("file"));
}

void read_audit(Problems& problems, const Node* node, AuditSettings& audit) {
  if (node == nullptr) return;
  const Fields fields{problems, *node, {"audit", {"heads", "syslog"}}};
  audit.heads = path(problems, fields.get("heads"));
  audit.syslog = flag(problems, fields.get("syslog")).value_or(audit.syslog);
}

}  // namespace

Reading<Settings> read_settings(const std::string& file, std::string_view text) {
  Problems problems{file};
  const auto root = parse(text, problems);
  if (!root) return reading<Settings>(std::nullopt, std::move(problems));

  Settings settings{.text = std::string{text}};
  const Fields fields{problems,
                      *root,
                      {"the settings",
                       {"data", "policy", "endpoints", "endpoints_tls", "admin", "fetch", "store",
                        "log", "audit"}}};
  settings.data_folder = path(problems, fields.need("data")).value_or("");
  settings.policy_file = path(problems, fields.need("policy")).value_or("");
  settings.doors = read_doors(problems, fields);
  read_fetch(problems, fields.get("fetch"), settings.fetch);
  read_store(problems, fields.get("store"), settings.store);
  read_log(problems, fields.get("log"), settings.log);
  read_audit(problems, fields.get("audit"), settings.audit);
  return reading(std::optional{std::move(settings)}, std::move(problems));
}

}  // namespace config

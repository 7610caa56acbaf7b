#include "relay/app/cli/endpoint.h"

#include <algorithm>

#include "relay/app/cli/calls.h"
#include "relay/app/cli/endpoint_files.h"
#include "relay/app/cli/visible.h"
#include "relay/json/write.h"

namespace relay::app::cli {
namespace {

using json::Value;
using policy::Refused;

/// The command, understood.
struct Wanted {
  EndpointClient client{};
  Shows shows = Shows::Address;
  std::string group{};
  std::string feed{};
  std::string host{};        ///< Instead of the one in the relay's settings.
  std::string token_file{};  ///< For Shows::Token.
};

std::string names_of_clients() {
  std::string all;
  for (const auto& one : endpoint_clients()) {
    all += (all.empty() ? "" : ", ") + std::string{one.name};
  }
  return all;
}

OrMisuse<EndpointClient> client_of(const Words& words) {
  const std::string name = words["--client"];
  const auto all = endpoint_clients();
  const auto found = std::ranges::find(all, name, &EndpointClient::name);
  if (found != all.end()) return *found;
  if (!words.has("--client")) {
    return Refused{see_help(words.form, "the client is missing: --client CLIENT")};
  }
  return Refused{in_quotes(name) + " is not one of " + names_of_clients()};
}

OrMisuse<Shows> shows_of(const Words& words, const EndpointClient& client) {
  const bool token = words.has("--token-file"), certificate = words.has("--certificate");
  if (token && certificate) return Refused{"a device shows a token or a certificate, not both"};
  const Shows shows = token ? Shows::Token : certificate ? Shows::Certificate : Shows::Address;
  if (std::ranges::find(client.can, shows) != client.can.end()) return shows;
  return Refused{std::string{client.name} + " can show no " + (token ? "token" : "certificate")};
}

OrMisuse<std::string> feed_of(const Words& words, const EndpointClient& client) {
  if (!words.has("--feed") && client.feed.empty()) {
    return Refused{see_help(words.form, "the feed is missing: --feed FEED")};
  }
  const std::string feed = words.has("--feed") ? words["--feed"] : std::string{client.feed};
  if (auto misuse = bad_feed(feed)) return Refused{*std::move(misuse)};
  return feed;
}

bool is_host(std::string_view text) {
  return !text.empty() && text.find_first_not_of(
                              "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                              "abcdefghijklmnopqrstuvwxyz0123456789.-_:") == std::string_view::npos;
}

OrMisuse<Wanted> wanted_of(const Words& words) {
  const auto client = client_of(words);
  if (!client) return Refused{client.error()};
  const auto shows = shows_of(words, *client);
  if (!shows) return Refused{shows.error()};
  const auto group = group_of(words);
  if (!group) return Refused{group.error()};
  const auto feed = feed_of(words, *client);
  if (!feed) return Refused{feed.error()};
  if (words.has("--host") && !is_host(words["--host"])) {
    return Refused{in_quotes(words["--host"]) + " is not a name or an address, without a port"};
  }
  return Wanted{*client, *shows, *group, *feed, words["--host"], words["--token-file"]};
}

using OrNot = policy::Result<Filling, std::string>;

/// "https://relay.example:8443" of the door that devices of this kind go to.
policy::Result<std::string, std::string> door_of(const Wanted& wanted, const Value& relay) {
  const bool plain = wanted.shows == Shows::Address;
  const Value& door = relay[plain ? "plain" : "tls"];
  if (door.null()) {
    return Refused{
        "the relay has no TLS door, and credentials count at no other: set "
        "'endpoints_tls'"};
  }
  const std::string host = wanted.host.empty() ? door["host"].text() : wanted.host;
  if (host.empty()) {
    return Refused{std::string{"the relay does not know by which name devices reach it: set "
                               "'hosts' of '"} +
                   (plain ? "endpoints" : "endpoints_tls") + "', or say --host NAME"};
  }
  const bool v6 = host.find(':') != std::string::npos;
  return (plain ? "http://" : "https://") + (v6 ? "[" + host + "]" : host) + ":" +
         std::to_string(door["port"].number());
}

/// Why nobody is in the group by what is shown; nothing when somebody may be.
std::optional<std::string> nobody(const Wanted& wanted, const Value& relay) {
  const bool by_address = wanted.shows == Shows::Address;
  if (relay[by_address ? "by_address" : "by_credential"].truth()) return std::nullopt;
  return "nobody is in '" + wanted.group + "' by " +
         (by_address ? "address: add { address: … } to its 'match', or let its devices enrol"
                     : "a credential: add { enrolled: " + wanted.group + " } to its 'match'");
}

policy::Result<std::string, std::string> token_of(const Wanted& wanted, const Tools& tools) {
  auto text = tools.read(wanted.token_file);
  if (!text) return Refused{text.error()};
  const std::string token = text->substr(0, text->find_first_of("\r\n"));
  constexpr std::string_view kToken =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~+/=";
  if (!token.empty() && token.find_first_not_of(kToken) == std::string::npos) return token;
  return Refused{wanted.token_file + ": the first line is no token"};
}

OrNot filling_of(const Wanted& wanted, const Tools& tools, const Value& relay) {
  if (auto why = nobody(wanted, relay)) return Refused{*std::move(why)};
  const auto door = door_of(wanted, relay);
  if (!door) return Refused{door.error()};
  Filling with{.shows = wanted.shows, .values = {{"group", wanted.group}, {"feed", wanted.feed}}};
  const bool by_url = wanted.shows == Shows::Address;
  with.values["base"] = *door + (by_url ? "/g/" + wanted.group : "") + "/" + wanted.feed;
  const std::size_t behind = door->find("://") + 3;
  with.values["name"] = door->substr(behind, door->rfind(':') - behind);
  if (const auto& authority = relay["authority"].text(); !authority.empty()) {
    with.values["authority"] = authority.substr(0, authority.find_last_not_of('\n') + 1);
  }
  if (wanted.shows != Shows::Token) return with;
  auto token = token_of(wanted, tools);
  if (!token) return Refused{token.error()};
  with.values["token"] = *std::move(token);
  return with;
}

std::string show(const std::vector<EndpointFile>& files) {
  std::string out;
  for (const EndpointFile& file : files) {
    out += (out.empty() ? "" : "\n") + ("# ==== " + file.path + " ====\n") + file.text;
  }
  return out;
}

std::string as_json(const std::vector<EndpointFile>& files) {
  Value::List list;
  for (const EndpointFile& file : files) {
    list.push_back(Value::Record{{"path", file.path}, {"text", file.text}});
  }
  return json::write_indented(Value::Record{{"files", std::move(list)}});
}

Ended print(const Wanted& wanted, const Tools& tools) {
  const auto relay =
      answer_to(tools.call, get("endpoints", {{"group", wanted.group}, {"feed", wanted.feed}}));
  if (!relay) return failed(relay.error(), tools);
  const auto with = filling_of(wanted, tools, *relay);
  if (!with) return failed({with.error(), {}}, tools);
  const auto files = fill(endpoint_template(wanted.client.name), *with);
  return {.out = tools.json ? as_json(files) : show(files)};
}

}  // namespace

OrMisuse<What> endpoint_config(const Words& words) {
  const auto wanted = wanted_of(words);
  if (!wanted) return Refused{wanted.error()};
  return What{Doing{[wanted = *wanted](const Tools& tools) { return print(wanted, tools); }}};
}

}  // namespace relay::app::cli

#pragma once

#include <catch2/catch.hpp>
#include <map>
#include <string>
#include <vector>

#include "relay/app/cli/signed_in.h"

/// The command line against a relay that a test writes.
namespace tests::cli {

using relay::app::cli::Ask;
using relay::app::cli::Command;
using relay::app::cli::Doing;
using relay::app::cli::Ended;
using relay::app::cli::Reply;
using Arguments = std::vector<std::string_view>;

/// Why the arguments are misused.
inline std::string refusal(const Arguments& arguments) {
  const auto command = relay::app::cli::parse(arguments);
  return command ? "accepted" : command.error();
}

struct ARelay {
  std::map<std::string, Reply> replies{};  ///< Of "GET /api/v1/status"; anything else is a 404.
  std::vector<Ask> asked{};
  std::map<std::string, std::vector<Reply>> first{};  ///< Each of them once, before `replies`.
  std::vector<std::string> shown{};                   ///< The token with each call.
  std::map<std::string, std::string> files{};         ///< Any other cannot be read.
  std::string session = "sluice_session_old";         ///< Empty: nobody is signed in.
  std::string unkept{};  ///< Why no session can be kept; empty: one can.
  /// What somebody types when he is asked; nobody is there when it is empty from the start.
  std::vector<std::string> typed{};
  std::vector<std::string> prompts{};  ///< "hidden: …" or "line: …"
  std::string said{};                  ///< Before a command ended.

  Ended run(const Arguments& arguments) {
    const auto command = relay::app::cli::parse(arguments);
    if (!command) FAIL(command.error());
    const auto* const doing = std::get_if<Doing>(&command->what);
    if (doing == nullptr) FAIL("not a call of the API");
    const auto read = [this](const std::string& file) { return text_of(file); };
    const auto write = [this](const std::string& file, std::string_view bytes) {
      const bool is_new = files.try_emplace(file, bytes).second;
      return is_new ? std::nullopt : std::optional{file + " is there already"};
    };
    const auto call = relay::app::cli::signed_in(
        [this](const Ask& ask, const std::string& token) { return answer(ask, token); }, keys(),
        terminal());
    return (*doing)({.call = call,
                     .json = command->json,
                     .read = read,
                     .write = write,
                     .keys = keys(),
                     .terminal = terminal(),
                     .say = [this](std::string_view text) { said += text; }});
  }
  relay::app::cli::Keys keys() {
    using Or = policy::Result<std::string, std::string>;
    return {.token = [this] { return Or{session}; },
            .keep =
                [this](std::string_view token) {
                  if (unkept.empty()) session = token;
                  return unkept.empty() ? std::nullopt : std::optional{unkept};
                },
            .forget =
                [this](std::string_view token) {
                  if (token != session) return false;
                  session.clear();
                  return true;
                },
            .setup_token = [this] { return text_of("setup.token"); }};
  }
  relay::app::cli::Terminal terminal() {
    const auto asking = [this](const std::string& kind) {
      return [this, kind](const std::string& prompt) -> std::optional<std::string> {
        prompts.push_back(kind + prompt);
        if (typed.empty()) return std::nullopt;
        const std::string line = typed.front();
        typed.erase(typed.begin());
        return line;
      };
    };
    return {.there = !typed.empty(), .hidden = asking("hidden: "), .line = asking("line: ")};
  }
  policy::Result<std::string, std::string> text_of(const std::string& file) const {
    const auto found = files.find(file);
    if (found == files.end()) return policy::Refused{file + ": cannot be read"};
    return found->second;
  }
  policy::Result<Reply, std::string> answer(const Ask& ask, const std::string& token = {}) {
    asked.push_back(ask);
    shown.push_back(token);
    auto& once = first[ask.method + " " + ask.path];
    if (!once.empty()) {
      const Reply reply = once.front();
      once.erase(once.begin());
      return reply;
    }
    const auto reply = replies.find(ask.method + " " + ask.path);
    if (reply != replies.end() && ask.follow && reply->second.status == 200) {
      for (const char byte : reply->second.body) ask.follow({&byte, 1});
      return Reply{200, {}};
    }
    if (reply != replies.end()) return reply->second;
    return Reply{404, R"({"detail": "there is nothing at this path"})"};
  }
};

inline std::string told(const Ask& ask) {
  return ask.method + " " + ask.path + (ask.body.empty() ? "" : " " + ask.body);
}

/// The one call that a command makes: "POST /api/v1/feeds/clamav/hold {…}"
inline std::string call_of(const Arguments& arguments) {
  ARelay relay;
  relay.run(arguments);
  if (relay.asked.size() != 1) return std::to_string(relay.asked.size()) + " calls";
  return told(relay.asked.front());
}

}  // namespace tests::cli

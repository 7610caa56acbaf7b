#include "relay/admin/cue.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "relay/json/write.h"

namespace relay::admin {
namespace {

using Kind = Cue::Kind;

/// What actions begin with, and what they are about; the first that fits counts.
struct Beginning {
  std::string_view text{};
  std::optional<Kind> kind{};
};
constexpr std::array kBeginnings{
    Beginning{"policy ", Kind::Policy},   Beginning{"account ", Kind::People},
    Beginning{"role ", Kind::People},     Beginning{"password ", Kind::People},
    Beginning{"second ", Kind::People},   Beginning{"recovery ", Kind::People},
    Beginning{"token ", Kind::People},    Beginning{"set-up ", Kind::People},
    Beginning{"sessions ", Kind::People}, Beginning{"enrol", Kind::Devices},
    Beginning{"revo", Kind::Devices},     Beginning{"moved", Kind::Devices},
    Beginning{"signed ", std::nullopt}};

/// "revision 12" with "revision " before it; 0: it is something else.
std::int64_t number_after(std::string_view word, std::string_view text) {
  if (!text.starts_with(word)) return 0;
  text.remove_prefix(word.size());
  std::int64_t number = 0;
  const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && rest == text.data() + text.size() && number > 0 ? number : 0;
}

std::string lines_of(const std::string& id, const char* event, const Cue& cue) {
  const auto name = [](const auto& maybe) {
    return maybe ? json::Value{maybe->text()} : json::Value{};
  };
  const json::Value data{
      json::Value::Record{{"event", event},
                          {"feed", name(cue.feed)},
                          {"group", name(cue.group)},
                          {"number", cue.number == 0 ? json::Value{} : json::Value{cue.number}}}};
  return "id: " + id + "\nevent: " + event + "\ndata: " + json::write(data) + "\n\n";
}

}  // namespace

const char* word(Kind kind) {
  switch (kind) {
    case Kind::Status:
      return "status";
    case Kind::Audit:
      return "audit";
    case Kind::Proposal:
      return "proposal";
    case Kind::People:
      return "people";
    case Kind::Devices:
      return "devices";
    case Kind::Policy:
      break;
  }
  return "policy";
}

std::optional<Cue> cue_of(std::string_view action, std::string_view subject) {
  if (const auto number = number_after("proposal ", subject)) {
    return Cue{.kind = Kind::Proposal, .number = number};
  }
  if (action.ends_with(" renewed")) return Cue{.kind = Kind::Devices};
  for (const Beginning& one : kBeginnings) {
    if (!action.starts_with(one.text)) continue;
    if (!one.kind) return std::nullopt;
    return Cue{.kind = *one.kind, .number = number_after("revision ", subject)};
  }
  return Cue{.kind = Kind::Status};
}

std::string event_text(const std::string& id, const Cue& cue) {
  return lines_of(id, word(cue.kind), cue);
}

std::string reset_text(const std::string& id) {
  return lines_of(id, "reset", {});
}

}  // namespace relay::admin

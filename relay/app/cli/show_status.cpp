#include "relay/app/cli/fields.h"
#include "relay/app/cli/show.h"
#include "relay/app/cli/table.h"

namespace relay::app::cli {
namespace {

using json::Value;

/// One line of a feed's facts: its word, then what there is to say.
std::string fact(const std::string& word, const std::string& said) {
  std::string line = "  " + word;
  line.append(word.size() < 12 ? 12 - word.size() : 1, ' ');
  return line + said + "\n";
}

std::string show_last_check(const Value& check) {
  if (check.null()) return fact("checked", "never");
  std::string said = instant(check["at"]) + ": " + text(check["outcome"]);
  if (!check["next_attempt"].null()) {
    said += "; next attempt at " + instant(check["next_attempt"]);
  }
  std::string lines = fact(check["succeeded"].truth() ? "checked" : "failed", said);
  if (!check["succeeded"].truth()) {
    const Value& last = check["succeeded_at"];
    lines += fact("last good", last.null() ? "never" : instant(last));
  }
  for (const Value& alarm : check["alarms"].items()) {
    lines += fact("alarm", text(alarm["sentence"]));
  }
  return lines;
}

std::string show_act(const Value& act) {
  std::string said = act["group"].null() ? "all groups" : text(act["group"]);
  if (!act["version"].null()) said += ", " + text(act["version"]);
  said +=
      ", by " + text(act["person"]) + " since " + instant(act["at"]) + ": " + text(act["reason"]);
  return fact(text(act["kind"]), said);
}

/// "4 open at 5%, 3 halted": what is neither what the group has nor merely waits.
std::string under_way(const Value& rollouts) {
  std::string said;
  for (const Value& rollout : rollouts.items()) {
    const std::string state = text(rollout["state"]);
    if (state == "settled" || state == "waiting") continue;
    said += (said.empty() ? "" : ", ") + text(rollout["version"]) + " " + state;
    if (state == "open" || state == "paused") said += " at " + text_or(rollout["reached"], "0%");
  }
  return said.empty() ? "-" : said;
}

std::string show_groups(const Value& groups) {
  Rows rows{{"GROUP", "RELEASE", "SINCE", "WITHHELD", "UNDER WAY"}};
  for (const Value& group : groups.items()) {
    const Value& active = group["active"];
    const std::int64_t withheld = group["withheld"].number();
    rows.push_back({text(group["group"]), text_or(active["version"], "none"),
                    active.null() ? "-" : instant(active["since"]),
                    withheld == 0 ? "-" : std::to_string(withheld) + " newer",
                    under_way(group["rollouts"])});
  }
  return table(rows, "  ");
}

/// What holds a release back until a person acts.
std::string show_halt(const Value& feed, const Value& halt) {
  const Value& decision = halt["acknowledged"];
  const std::string open =
      decision.null()
          ? "; 'sluice acknowledge " + text(feed["feed"]) + "' decides"
          : "; blocked by " + text(decision["person"]) + ", and nobody has named its fix";
  return fact("halted", text(halt["version"]) + ", seen in " + text_or(halt["group"], "all") +
                            " at " + instant(halt["at"]) + ": " + text(halt["evidence"]) + open);
}

/// Exceptions, releases that are doubted, and groups that wait too long.
std::string show_trouble(const Value& feed) {
  std::string lines;
  for (const Value& halt : feed["halts"].items()) lines += show_halt(feed, halt);
  for (const Value& pause : feed["pauses"].items()) {
    lines += fact("paused", text(pause["version"]) + " for " + text(pause["group"]) + ", by " +
                                text(pause["person"]) + " since " + instant(pause["at"]) + ": " +
                                text(pause["reason"]));
  }
  for (const Value& bypass : feed["bypasses"].items()) {
    lines += fact("bypass", text(bypass["sentence"]) + "; asked for by " + text(bypass["person"]) +
                                ": " + text(bypass["reason"]));
  }
  for (const Value& release : feed["doubted"].items()) {
    lines +=
        fact(text(release["standing"]), text(release["version"]) + ": " + text(release["reason"]));
  }
  for (const Value& group : feed["groups"].items()) {
    const std::string name = text(group["group"]) + " is ";
    const Value& stale = group["freshness"];
    if (stale["alarm"].truth()) lines += fact("alarm", name + text(stale["sentence"]));
    for (const Value& expiry : group["expiring"].items()) {
      lines += fact("expiring", text(group["group"]) + ": " + text(expiry["sentence"]));
    }
  }
  return lines;
}

std::string show_feed(const Value& feed) {
  std::string lines = text(feed["feed"]) + " (" + text(feed["class"]) + ")\n";
  const Value& newest = feed["newest"];
  lines += fact("newest", newest.null() ? "none yet"
                                        : text(newest["version"]) + ", first seen " +
                                              instant(newest["first_seen"]));
  lines += show_last_check(feed["check"]);
  if (feed["refused"].number() > 0) lines += fact("refused", number(feed["refused"]));
  for (const Value& act : feed["acts"].items()) lines += show_act(act);
  return lines + show_trouble(feed) + "\n" + show_groups(feed["groups"]);
}

std::string show_doors(const Value& doors) {
  if (doors.items().empty()) return {};
  Rows rows{{"DOOR", "LISTENS AT", "OPEN", "ACCEPTED", "TURNED AWAY", "NO HANDSHAKE", "REFUSED",
             "2XX", "3XX", "4XX", "5XX"}};
  for (const Value& door : doors.items()) {
    const Value& answered = door["answered"];
    rows.push_back({text(door["door"]), text(door["url"]),
                    number(door["connections"]) + " of " + number(door["limit"]),
                    number(door["accepted"]), number(door["turned_away"]),
                    number(door["handshakes_failed"]), number(door["refused"]),
                    number(answered["2xx"]), number(answered["3xx"]), number(answered["4xx"]),
                    number(answered["5xx"])});
  }
  return "\n" + table(rows);
}

/// What an administrator may note elsewhere.
std::string show_audit_seal(const Value& audit) {
  if (audit["head"].null()) return {};
  return "\naudit head " + text(audit["head"]) + "\nits bundles are signed by " +
         text(audit["signer"]) + "\n";
}

}  // namespace

std::string show_status(const Value& answer) {
  std::string lines = "sluice " + text(answer["version"]) + ", policy revision " +
                      number(answer["revision"]) + ", " + instant(answer["now"]) + "\n";
  if (answer["single_person"].truth()) {
    lines += "single-person mode: one administrator, no second pair of eyes\n";
  }
  const Value& stopped = answer["stopped"];
  if (!stopped.null()) {
    lines += "everything is stopped, by " + text(stopped["person"]) + " since " +
             instant(stopped["at"]) + ": " + text(stopped["reason"]) +
             "; 'sluice stop --lift' lets it go on\n";
  }
  const Value& trouble = answer["audit"]["trouble"];
  if (!trouble.null()) {
    lines += "the audit does not fit: " + text(trouble["sentence"]) +
             "; 'sluice audit verify' looks again\n";
  }
  const Value& suspect = answer["clock"]["suspect"];
  if (!suspect.null()) {
    lines += "the clock is not trusted (" + text(suspect) +
             "), so nothing new opens; 'sluice confirm-clock' says that "
             "it is right\n";
  }
  for (const Value& feed : answer["feeds"].items()) lines += "\n" + show_feed(feed);
  if (answer["feeds"].items().empty()) lines += "\nthe policy has no feeds\n";
  return lines + show_doors(answer["doors"]) + show_audit_seal(answer["audit"]);
}

}  // namespace relay::app::cli

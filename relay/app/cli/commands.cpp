#include <array>

#include "relay/app/cli/acting.h"
#include "relay/app/cli/agreeing.h"
#include "relay/app/cli/api_tokens.h"
#include "relay/app/cli/audit.h"
#include "relay/app/cli/devices.h"
#include "relay/app/cli/endpoint.h"
#include "relay/app/cli/excepting.h"
#include "relay/app/cli/judging.h"
#include "relay/app/cli/looking.h"
#include "relay/app/cli/people.h"
#include "relay/app/cli/policies.h"
#include "relay/app/cli/program.h"
#include "relay/app/cli/signing_in.h"
#include "relay/app/cli/simulating.h"
#include "relay/app/cli/stopping.h"
#include "relay/app/cli/sync.h"
#include "relay/app/cli/watching.h"

namespace relay::app::cli {
namespace {

// A command is one row here, and one function that makes its arguments a command.
constexpr std::array kForms{
    Form{"run", "", "", "run the relay until it is told to stop", Family::Program, run},
    Form{"check", "", "", "check settings and policy, and start nothing", Family::Program, check},
    Form{"simulate", "", "--scenario --policy --random --seed --history --days --html --json",
         "what policies would have made of a scenario", Family::Program, simulate},
    Form{"version", "", "", "the program's version", Family::Program, version},
    Form{"completion", "bash|zsh|fish", "", "what a shell reads so that it completes commands",
         Family::Program, completion_asked},
    Form{"help", "[COMMAND] [WORD]", "", "this, or how one command is written", Family::Program,
         help_asked},

    Form{"status", "", "--json", "how the relay and every feed are", Family::Looking, status},
    Form{"health", "", "--json", "disk, databases, memory and the doors' certificates",
         Family::Looking, health},
    Form{"explain", "", "--feed --group --device --json",
         "what a group has, and why not the newer one", Family::Looking, explain},
    Form{"watch", "", "--json", "what changes, a line each, until you stop it", Family::Looking,
         watch},
    Form{"releases", "FEED", "--after --json", "a feed's releases, newest first", Family::Looking,
         releases},
    Form{"refused", "FEED", "--json", "what was refused of the vendor's, and why", Family::Looking,
         refused},
    Form{"halts", "FEED", "--json", "what the relay stopped by itself, and what became of it",
         Family::Looking, halts},
    Form{"pauses", "FEED", "--json", "what people let stand still", Family::Looking, pauses},
    Form{"bypasses", "FEED", "--json", "exceptions: who granted them, who must review them",
         Family::Looking, bypasses},
    Form{"judgements", "FEED", "--json", "checks' verdicts and people's word on risk",
         Family::Looking, judgements},
    Form{"audit", "", "--after --json", "who did what, when and why, newest first", Family::Looking,
         audit},
    Form{"audit verify", "", "--since --json", "whether it is what the relay recorded, all of it",
         Family::Looking, audit_verify},
    Form{"audit export", "", "--to --from --json", "a signed piece of it, for another machine",
         Family::Looking, audit_export},
    Form{"devices", "", "--group --feed --text --device --after --json",
         "who asked for what, and which release it was given", Family::Looking, devices},
    Form{"forecast", "", "--feed --group --days --json",
         "what will open when, if nobody does anything", Family::Looking, forecast},
    Form{"calendars", "", "--days --json", "when they are open, and what closes them",
         Family::Looking, calendars},
    Form{"advise", "", "--feed --devices --fault --json",
         "what the pilots can see, and when stages are reached", Family::Looking, advise},

    Form{"policy show", "", "--revision --json", "the text of the policy in force", Family::Policy,
         policy_show},
    Form{"policy revisions", "", "--after --json", "who changed it, when and why", Family::Policy,
         policy_revisions},
    Form{"policy diff", "[FILE]", "--revision --with --json",
         "what a file, or a revision, says otherwise", Family::Policy, policy_diff},
    Form{"policy check", "FILE", "--json", "what is wrong with it, and what it would change",
         Family::Policy, policy_check},
    Form{"policy apply", "FILE", "--reason --base --json", "put it in force", Family::Policy,
         policy_apply},
    Form{"policy proposal", "", "--json", "the one that waits for a second person", Family::Policy,
         policy_proposal},
    Form{"policy approve", "NUMBER", "--reason --json", "a second person's yes to it",
         Family::Policy, policy_approve},

    Form{"sync", "[FEED]", "--json", "ask a feed's vendor now, or every feed's",
         Family::LettingThrough, sync},
    Form{"adopt", "FEED [VERSION]", "--groups --reason --json",
         "say what groups run today: they get it at once", Family::LettingThrough, act},
    Form{"approve", "FEED [VERSION]", "--groups --ticket --report --decision --reason --json",
         "say yes to the release that waits, or to VERSION", Family::LettingThrough, approve},
    Form{"bypass", "FEED VERSION", "--groups --skip --for --reason --json",
         "let a release skip rules for a while", Family::LettingThrough, bypass},
    Form{"break-glass", "FEED VERSION", "--groups --skip --for --reason --json",
         "the same alone and at once; to be reviewed", Family::LettingThrough, bypass},
    Form{"fix-forward", "FEED VERSION", "--of --groups --skip --for --reason --json",
         "the fix, first to those who took the bad one", Family::LettingThrough, fix_forward},
    Form{"grant", "FEED NUMBER", "--reason --json", "one more person's yes to a bypass",
         Family::LettingThrough, about_bypass},
    Form{"review", "FEED NUMBER", "--reason --json", "sign that you looked into a bypass",
         Family::LettingThrough, about_bypass},

    Form{"stop", "", "--reason --lift --json", "stop everything: no feed opens or widens",
         Family::Stopping, stop},
    Form{"pause", "FEED VERSION", "--groups --reason --json", "one release stands still",
         Family::Stopping, act},
    Form{"resume", "FEED VERSION", "--groups --reason --json", "it goes on", Family::Stopping, act},
    Form{"acknowledge", "FEED VERSION", "--resume --block --fixed-by --groups --reason --json",
         "decide about a release that was halted", Family::Stopping, acknowledge},
    Form{"hold", "FEED", "--groups --reason --lift --json",
         "keep what the groups have; nothing newer opens", Family::Stopping, act},
    Form{"groups hold", "GROUP", "--reason --lift --json", "the same of one group, in every feed",
         Family::Stopping, hold_group},
    Form{"pin", "FEED [VERSION]", "--groups --reason --lift --json",
         "exactly this version and no other", Family::Stopping, limit},
    Form{"floor", "FEED [VERSION]", "--groups --reason --lift --json",
         "never an older version than this", Family::Stopping, limit},
    Form{"block", "FEED VERSION", "--groups --reason --lift --json", "never this version",
         Family::Stopping, act},

    Form{"verdict", "FEED VERSION CHECK yes|no", "--reason --json",
         "what a test of your own says of it", Family::Judging, verdict},
    Form{"risk", "FEED VERSION high|low", "--groups --reason --json", "how much there is to lose",
         Family::Judging, risk},
    Form{"quarantine", "FEED VERSION", "--reason --json", "withdraw it everywhere", Family::Judging,
         act},
    Form{"trust", "FEED VERSION", "--reason --json", "a suspect or quarantined one is good",
         Family::Judging, act},
    Form{"confirm-clock", "", "--reason --json", "the relay's clock is right as it is",
         Family::Judging, confirm_clock},

    Form{"enrol", "", "--group --name --attribute --for --void --reason --json",
         "leave for one device to enrol: a token, shown once", Family::Devices, enrol},
    Form{"devices enrolled", "", "--group --after --json", "those that have, and what they show",
         Family::Devices, devices_enrolled},
    Form{"devices revoke", "DEVICE", "--reason --lift --json", "nothing that it shows counts",
         Family::Devices, devices_revoke},
    Form{"devices move", "DEVICES", "--group --reason --json",
         "they count as of another group: A,B", Family::Devices, devices_move},
    Form{"endpoint-config", "", "--client --group --feed --token-file --certificate --host --json",
         "the settings of a client, for the devices of a group", Family::Devices, endpoint_config},

    Form{"setup", "NAME", "--password-file --json", "the first account, which may do everything",
         Family::People, set_up},
    Form{"recover", "NAME", "--reason",
         "on its machine, while it does not run: that account may do everything again",
         Family::People, recover_asked},
    Form{"login", "NAME", "--password-file --code --recovery --json",
         "sign in; later commands are yours", Family::People, login},
    Form{"logout", "", "--json", "sign out", Family::People, logout},
    Form{"whoami", "", "--json", "who is signed in, and what he may", Family::People, whoami},
    Form{"sure", "", "--password-file --code --recovery --json",
         "confirm that it is you, before what asks for it", Family::People, sure},
    Form{"password", "", "--password-file --new-password-file --json", "choose another password",
         Family::People, password},
    Form{"second-factor", "", "--confirm --codes --remove --json",
         "codes of an app, asked for besides the password", Family::People, second_factor},
    Form{"proposals", "", "--all --after --json", "what waits for somebody's yes", Family::People,
         proposals},
    Form{"proposals show", "NUMBER", "--json", "exactly what it would do", Family::People,
         proposals_show},
    Form{"vote", "NUMBER", "--reason --json", "your yes to exactly that", Family::People, vote},
    Form{"refuse", "NUMBER", "--reason --json", "your no: one is enough", Family::People,
         end_proposal},
    Form{"withdraw", "NUMBER", "--reason --json", "take back what you asked for", Family::People,
         end_proposal},
    Form{"tokens", "", "--json", "your tokens for programs", Family::People, tokens},
    Form{"tokens make", "NAME", "--scopes --days --reason --json",
         "one more, which acts for you: shown once", Family::People, tokens_make},
    Form{"tokens revoke", "NUMBER", "--json", "it does not count any more", Family::People,
         tokens_revoke},
    Form{"people", "", "--json", "who has an account, and what they may", Family::People, people},
    Form{"people show", "NAME", "--json", "one of them", Family::People, people_show},
    Form{"people add", "NAME", "--role --password-file --reason --json", "a new account",
         Family::People, people_add},
    Form{"people grant", "NAME ROLE", "--feed --group --reason --json",
         "one more role, everywhere or there", Family::People, people_role},
    Form{"people lift", "NAME ROLE", "--feed --group --reason --json", "he has it no more",
         Family::People, people_role},
    Form{"people disable", "NAME", "--reason --json", "signed out at once, and never in again",
         Family::People, people_act},
    Form{"people enable", "NAME", "--reason --json", "he may sign in again", Family::People,
         people_act},
    Form{"people reset", "NAME", "--password-file --reason --json",
         "a password to be changed, instead of one forgotten", Family::People, people_reset},
    Form{"people remove-factor", "NAME", "--reason --json", "the app is lost: without it again",
         Family::People, people_remove_factor},
    Form{"people sign-out", "NAME", "--json", "every session of his ends", Family::People,
         people_sign_out},
};

}  // namespace

std::span<const Form> forms() {
  return kForms;
}

}  // namespace relay::app::cli

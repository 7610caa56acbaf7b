#include "relay/audit/trouble.h"

namespace relay::audit {

const char* word(Trouble::Kind kind) {
  switch (kind) {
    case Trouble::Kind::Edited:
      return "edited";
    case Trouble::Kind::Missing:
      return "missing";
    case Trouble::Kind::Inserted:
      return "inserted";
    case Trouble::Kind::Swapped:
      return "swapped";
    case Trouble::Kind::Unsealed:
      return "unsealed";
    case Trouble::Kind::Forged:
      return "forged";
    case Trouble::Kind::Truncated:
      return "truncated";
    case Trouble::Kind::Forked:
      return "forked";
  }
  return "";
}

}  // namespace relay::audit

#pragma once

namespace relay::io {

/// Whether somebody watches standard error: only then is progress shown.
bool error_is_terminal();

}  // namespace relay::io

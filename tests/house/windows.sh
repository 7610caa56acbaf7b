#!/usr/bin/env bash
# What Windows will compile is compiled by mingw-w64: the policy, which knows no system, and every
# source that is for Windows alone. Nothing is linked or run.
set -euo pipefail
cd "$(dirname "$0")/../.."
{
  find policy -name '*.cpp' -print0
  find config relay -name '*_windows.cpp' -print0
} | xargs -0 -n 1 -P "$(nproc)" \
  x86_64-w64-mingw32-g++-posix -std=c++20 -fsyntax-only -Wall -Wextra -Werror -I. \
  -D_WIN32_WINNT=0x0A00 -DUNICODE -D_UNICODE -DNOMINMAX -DWIN32_LEAN_AND_MEAN

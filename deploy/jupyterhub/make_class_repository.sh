#!/bin/sh
# Put a class's notebooks into a bare git repository, from which nbgitpuller brings them to each learner:
#
#     sh make_class_repository.sh COURSE REPOSITORY
#
# COURSE is the learners' copy (`course release --class`), REPOSITORY the folder to make. A second run adds one
# commit with what has changed; nbgitpuller merges it with what a learner has written.
set -eu
course=$(cd "$1" && pwd)
repository=$2

[ -d "$repository" ] || git init --quiet --bare --initial-branch=main "$repository"
repository=$(cd "$repository" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

git clone --quiet "file://$repository" "$work/notebooks" 2>"$work/said" || { cat "$work/said" >&2; exit 1; }
cd "$work/notebooks"
git symbolic-ref HEAD refs/heads/main
rm -rf lessons exercises
cp -R "$course/lessons" "$course/exercises" .
find . -name .ipynb_checkpoints -prune -exec rm -rf {} +
git add --all
if git diff --cached --quiet; then
    echo "The class's notebooks are up to date."
else
    git -c user.name="NATO in Notebooks" -c user.email=course@localhost commit --quiet --message "The notebooks of the class"
    git push --quiet origin main
    echo "The class's notebooks are in $repository."
fi

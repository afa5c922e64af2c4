using Batch.Coordinator.Files;

namespace Batch.Coordinator.Jobs;

/// <summary>Whether a job may read or write a path: absolute, and, links resolved, at or below a configured root.</summary>
internal static class AllowedPath
{
    /// <returns>The path without links; null where <paramref name="problem"/> says why it is refused.</returns>
    public static string? Source(string path, IEnumerable<string> roots, out string problem)
    {
        problem = Absolute(path);
        if (problem.Length > 0)
        {
            return null;
        }

        // First whether it is allowed: what lies outside the roots is not told apart from what does not exist.
        var real = Below.Resolve(path);
        if (!roots.Any(root => Below.IsAtOrBelow(real, Below.Resolve(root))))
        {
            problem = $"'{path}' is not below a folder that jobs may read; an operator adds it to Batch:Sources:Roots.";
            return null;
        }

        if (!Directory.Exists(real) && !File.Exists(real))
        {
            problem = $"'{path}' does not exist on the coordinator's machine.";
            return null;
        }

        return real;
    }

    /// <returns>The path without links; null where <paramref name="problem"/> says why it is refused.</returns>
    public static string? Output(string path, IEnumerable<string> roots, out string problem)
    {
        problem = Absolute(path);
        if (problem.Length > 0)
        {
            return null;
        }

        var real = Below.Resolve(path);
        if (!roots.Any(root => Below.IsAtOrBelow(real, Below.Resolve(root))))
        {
            problem = $"'{path}' is not below a folder that jobs may write; an operator adds it to Batch:Outputs:Roots.";
            return null;
        }

        if (File.Exists(real))
        {
            problem = $"'{path}' is a file; name a folder.";
            return null;
        }

        return real;
    }

    private static string Absolute(string path) =>
        path.Contains('\0', StringComparison.Ordinal) ? "must not contain a zero character."
        : Path.IsPathFullyQualified(path) ? ""
        : $"'{path}' must be an absolute path on the coordinator's machine.";
}

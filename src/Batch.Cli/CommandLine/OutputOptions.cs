using System.CommandLine;

namespace Batch.Cli.CommandLine;

/// <summary>How a verb speaks: the two options that mean the same everywhere.</summary>
internal static class OutputOptions
{
    public static Option<bool> Json() => new("--json")
    {
        Description = "Write machine-readable JSON, and nothing else, on standard output.",
    };

    public static Option<bool> Quiet() => new("--quiet")
    {
        Description = "No progress; errors and the closing line only.",
    };
}

using Batch.Cli.CommandLine;

namespace Batch.Cli.Tests.Fakes;

/// <summary>A shell whose streams a test reads.</summary>
internal sealed class TestShell
{
    public Dictionary<string, string> Environment { get; } = [];

    public StringWriter Out { get; } = new();

    public StringWriter Error { get; } = new();

    public Shell In(string workingDirectory) => new()
    {
        Out = Out,
        Error = Error,
        OutIsTerminal = false,
        ErrorIsTerminal = false,
        WorkingDirectory = workingDirectory,
        Environment = name => Environment.GetValueOrDefault(name),
        Time = TimeProvider.System,
    };

    public static Shell At(string workingDirectory) => new TestShell().In(workingDirectory);
}

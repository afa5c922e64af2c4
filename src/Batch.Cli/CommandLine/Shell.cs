using Spectre.Console;

namespace Batch.Cli.CommandLine;

/// <summary>What a verb knows of the shell that started it: streams, environment, working directory, clock.</summary>
internal sealed class Shell
{
    /// <summary>Wide enough that no table row breaks where a script reads it.</summary>
    private const int WidthWithoutTerminal = 400;

    /// <summary>Results: what a script reads.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Everything else: progress with <c>--json</c>, warnings, errors.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Whether a person watches <see cref="Out"/>.</summary>
    public required bool OutIsTerminal { get; init; }

    /// <summary>Whether a person watches <see cref="Error"/>.</summary>
    public required bool ErrorIsTerminal { get; init; }

    public required string WorkingDirectory { get; init; }

    /// <summary>An environment variable; null where it is not set or empty.</summary>
    public required Func<string, string?> Environment { get; init; }

    public required TimeProvider Time { get; init; }

    public static Shell OfThisProcess() => new()
    {
        Out = Console.Out,
        Error = Console.Error,
        OutIsTerminal = !Console.IsOutputRedirected,
        ErrorIsTerminal = !Console.IsErrorRedirected,
        WorkingDirectory = Directory.GetCurrentDirectory(),
        Environment = name => System.Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null,
        Time = TimeProvider.System,
    };

    /// <summary>An absolute path from what the user wrote.</summary>
    public string FullPath(string path) => Path.GetFullPath(path, WorkingDirectory);

    /// <summary>A console for tables and live lines on standard output.</summary>
    public IAnsiConsole OutConsole() => Open(Out, OutIsTerminal);

    /// <summary>A console for live lines on standard error.</summary>
    public IAnsiConsole ErrorConsole() => Open(Error, ErrorIsTerminal);

    private static IAnsiConsole Open(TextWriter writer, bool terminal)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = terminal ? AnsiSupport.Detect : AnsiSupport.No,
            Interactive = terminal ? InteractionSupport.Detect : InteractionSupport.No,
        });

        if (!terminal)
        {
            console.Profile.Width = WidthWithoutTerminal;
        }

        return console;
    }
}

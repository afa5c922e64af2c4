using System.CommandLine;
using System.ComponentModel.DataAnnotations;
using System.Data.Common;
using System.Runtime.ExceptionServices;
using Batch.Cli.CommandLine;
using Batch.Cli.Tests.Fakes;
using Batch.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Batch.Cli.Tests.CommandLine;

/// <summary>What a verb throws, as the user sees it.</summary>
public sealed class VerbActionTests : IDisposable
{
    private static readonly Dictionary<string, Func<Exception>> Failures = new()
    {
        ["Batch:Sources:Roots: every root"] = () => new OptionsValidationException("", typeof(object), ["Batch:Sources:Roots: every root is an absolute path."]),
        ["The field Slots must be"] = () => new ValidationException("The field Slots must be between 1 and 1024."),
        ["Batch:Workers:local:Slots"] = () => Thrown(() => Configured("Slots", "often").GetSection("Batch:Workers:local").Get<WorkerOptions>()),
        ["appsettings.json"] = () => new InvalidDataException("Failed to load configuration file 'appsettings.json'.", new FormatException("Could not parse the JSON file.")),
        ["disk"] = () => new Corrupt(),
    };

    private readonly TestFolder _folder = new();
    private readonly TestShell _shell = new();

    public VerbActionTests() => _shell.Environment["BATCH_HOME"] = _folder.Path;

    public static TheoryData<string> Mistakes() => [.. Failures.Keys];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task Verb_WhenASettingOrTheHomeIsWrong_SaysSoInOneLineAndEndsWith2(string named)
    {
        Assert.Equal(2, await RunAsync(Failures[named]()));
        Assert.Contains(named, Assert.Single(Lines()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verb_WhenSeveralSettingsAreWrong_NamesThemAll()
    {
        Assert.Equal(2, await RunAsync(new AggregateException(new ValidationException("one"), new ValidationException("two"))));
        Assert.Matches("one.*two", Assert.Single(Lines()));
    }

    [Fact]
    public async Task Verb_WhenItFailsByADefect_SaysWhereTheStackIs()
    {
        Assert.Equal(5, await RunAsync(new InvalidOperationException("nobody foresaw this")));
        var file = Path.Combine(_folder.Path, "logs", "defects.log");
        Assert.Contains(file, Assert.Single(Lines()), StringComparison.Ordinal);
        Assert.Contains($"   at {typeof(VerbAction).FullName}", await File.ReadAllTextAsync(file), StringComparison.Ordinal);
    }

    private Task<int> RunAsync(Exception failure) => new RootCommand()
        .Runs(_shell.In(_folder.Path), (_, _) =>
        {
            // Not thrown anew: where it was thrown first tells what it is about.
            ExceptionDispatchInfo.Throw(failure);
            return Task.FromResult(ExitCode.Done);
        })
        .Parse([])
        .InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false }, CancellationToken.None);

    private string[] Lines() => _shell.Error.ToString().TrimEnd().Split('\n');

    private static IConfigurationRoot Configured(string name, string value) => new ConfigurationBuilder()
        .AddInMemoryCollection(new Dictionary<string, string?> { [$"Batch:Workers:local:{name}"] = value })
        .Build();

    private static Exception Thrown(Action action) => Assert.ThrowsAny<Exception>(action);

    private sealed class Corrupt() : DbException("database disk image is malformed");
}

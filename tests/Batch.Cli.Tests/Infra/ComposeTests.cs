using System.Text.RegularExpressions;
using Batch.Cli.CommandLine;
using Batch.Cli.Tests.Fakes;

namespace Batch.Cli.Tests.Infra;

/// <summary>What can be known of the compose file without a container engine.</summary>
public sealed partial class ComposeTests
{
    private readonly ComposeFile _compose = new();

    [Fact]
    public void Settings_OfEveryService_AreDocumentedOptions()
    {
        var documented = File.ReadAllText(Repository.File("appsettings.json"));
        var names = _compose.Ours
            .SelectMany(service => ComposeFile.Map(service.Value["environment"]).Keys)
            .Where(name => name.StartsWith("Batch__", StringComparison.Ordinal))
            .SelectMany(name => name.Split("__").Skip(1))
            .Where(segment => !segment.All(char.IsAsciiDigit))
            .ToHashSet(StringComparer.Ordinal);

        Assert.Contains("ConnectionString", names);
        Assert.All(names, name => Assert.Contains($"\"{name}\":", documented, StringComparison.Ordinal));
    }

    [Fact]
    public void Commands_OfEveryService_AreOurs()
    {
        var commands = _compose.Ours.Select(service => ComposeFile.Words(service.Value["command"])).ToList();

        Assert.Equal(5, commands.Count);
        Assert.All(commands, command => Assert.Empty(BatchCommandLine.Root(Shell.OfThisProcess()).Parse(command).Errors));
    }

    [Fact]
    public void Services_WhichOthersWaitFor_AreThere()
    {
        var awaited = _compose.Ours
            .Where(service => service.Value.ContainsKey("depends_on"))
            .SelectMany(service => ComposeFile.Map(service.Value["depends_on"]).Keys)
            .ToHashSet(StringComparer.Ordinal);

        Assert.Subset(_compose.ServiceNames.ToHashSet(StringComparer.Ordinal), awaited);
    }

    [Fact]
    public async Task Secrets_WhenMade_AreAllThatTheFileAsksFor()
    {
        using var folder = new TestFolder();
        File.Copy(Repository.File("infra/secrets"), Path.Combine(folder.Path, "secrets"));

        var first = await Run.ProcessAsync(folder.Path, "bash", "secrets");
        var made = await File.ReadAllTextAsync(Path.Combine(folder.Path, "private", "env"), TestContext.Current.CancellationToken);
        var again = await Run.ProcessAsync(folder.Path, "bash", "secrets");

        Assert.Equal((0, 0), (first.ExitCode, again.ExitCode));
        var values = made.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        Assert.All(Needed().Matches(_compose.Text), need => Assert.NotEmpty(values[need.Groups["name"].Value]));
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(values["BATCH_API_KEY"]))), values["BATCH_API_KEY_SHA256"]);
        Assert.Equal(32, new FileInfo(Path.Combine(folder.Path, "private", "signing.key")).Length);
        Assert.Equal(made, await File.ReadAllTextAsync(Path.Combine(folder.Path, "private", "env"), TestContext.Current.CancellationToken));
    }

    [GeneratedRegex(@"\$\{(?<name>[A-Z0-9_]+):\?")]
    private static partial Regex Needed();
}

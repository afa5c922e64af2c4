using Batch.Cli.Tests.Fakes;

namespace Batch.Cli.Tests.Infra;

/// <summary>What can be known of the image without a container engine.</summary>
public sealed class DockerfileTests
{
    private static readonly string[][] Instructions =
    [
        .. File.ReadAllText(Repository.File("infra/docker/Dockerfile"))
            .Replace("\\\n", " ", StringComparison.Ordinal)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => !line.StartsWith('#'))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)),
    ];

    private static readonly string[] Stages = [.. Instructions.Where(words => words[0] == "FROM").Select(words => words[^1])];

    [Fact]
    public void Copies_FromTheTree_AreThere()
    {
        var copied = Instructions.Where(words => words[0] == "COPY" && !words[1].StartsWith("--", StringComparison.Ordinal)).Select(words => words[1]).ToList();

        Assert.NotEmpty(copied);
        Assert.All(copied, path => Assert.True(Path.Exists(Repository.File(path)), path));
    }

    [Fact]
    public void Copies_FromStages_NameOneOrAnImage() => Assert.All(
        Instructions.Where(words => words[0] == "COPY").Select(words => words[1]).Where(word => word.StartsWith("--from=", StringComparison.Ordinal)),
        from => Assert.True(Stages.Contains(from["--from=".Length..]) || from.Contains('/', StringComparison.Ordinal), from));

    [Theory]
    [InlineData("cpu")]
    [InlineData("cuda")]
    public void Image_OfEachTarget_RunsTheExecutableAsNobodyInParticular(string target)
    {
        var stage = Instructions
            .SkipWhile(words => !(words[0] == "FROM" && words[^1] == target))
            .Skip(1)
            .TakeWhile(words => words[0] != "FROM")
            .ToLookup(words => words[0], words => string.Join(' ', words.Skip(1)));

        Assert.Contains(Assert.Single(stage["USER"]), (string[])["$APP_UID", "1654"]);
        Assert.Equal("[\"dotnet\", \"/app/batch.dll\"]", Assert.Single(stage["ENTRYPOINT"]));
    }
}

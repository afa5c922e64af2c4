namespace Batch.Architecture.Tests.Registry;

/// <summary>eng/Registry.proj against registries that have a package and registries that lack it.</summary>
public sealed class OptionalPackageTests(LocalFeeds feeds) : IClassFixture<LocalFeeds>
{
    [Fact]
    public async Task Solution_WhenTheRegistryLacksAPackage_ThenItBuildsWithoutAndSaysSoOnce()
    {
        using var repository = SampleRepository.Create(feeds.Poor);

        var first = await repository.BuildSolutionAsync();
        var answered = File.GetLastWriteTimeUtc(repository.Answer);
        var second = await repository.BuildSolutionAsync();

        Assert.True(first.ExitCode == 0, first.Output);
        Assert.Equal("Left out: the optional part (this package registry lacks Sample.Optional 1.0.0; -p:OptionalAvailable=true tries all the same).", Assert.Single(first.LeftOut));
        Assert.Equal("false", await repository.PropertyAsync("OptionalAvailable"));
        Assert.Equal("true", await repository.PropertyAsync("PresentAvailable"));
        Assert.True(second.ExitCode == 0, second.Output);
        Assert.Equal(first.LeftOut, second.LeftOut);
        Assert.Equal(answered, File.GetLastWriteTimeUtc(repository.Answer));
    }

    [Fact]
    public async Task Project_WhenTheRegistryHasThePackage_ThenItBuildsWithItAndSaysNothing()
    {
        using var repository = SampleRepository.Create(feeds.Rich);

        var built = await repository.BuildProjectAsync();

        Assert.True(built.ExitCode == 0, built.Output);
        Assert.Empty(built.LeftOut);
        Assert.Equal("true", await repository.PropertyAsync("OptionalAvailable"));
    }

    [Fact]
    public async Task Project_WhenOverruledToFalse_ThenItIsBuiltWithoutAPackageThatIsThere()
    {
        using var repository = SampleRepository.Create(feeds.Rich);

        var built = await repository.BuildProjectAsync("-p:OptionalAvailable=false");

        Assert.True(built.ExitCode == 0, built.Output);
        Assert.Equal("Left out: the optional part (OptionalAvailable=false was given).", Assert.Single(built.LeftOut));
        Assert.False(File.Exists(repository.Answer), "an overruling is not an answer of the registry");
    }

    [Fact]
    public async Task Project_WhenOverruledToTrue_ThenAMissingPackageIsAnOrdinaryError()
    {
        using var repository = SampleRepository.Create(feeds.Poor);

        var built = await repository.BuildProjectAsync("-p:OptionalAvailable=true");

        Assert.NotEqual(0, built.ExitCode);
        Assert.Contains("NU1101", built.Output, StringComparison.Ordinal);
        Assert.Empty(built.LeftOut);
    }

    [Fact]
    public async Task Answer_WhenAbsentHasExpired_ThenTheRegistryIsAskedAgain()
    {
        using var repository = SampleRepository.Create(feeds.Poor);
        await repository.BuildProjectAsync();
        repository.ExpireAnswer();
        var expired = await File.ReadAllTextAsync(repository.Answer, TestContext.Current.CancellationToken);

        var built = await repository.BuildProjectAsync();

        Assert.True(built.ExitCode == 0, built.Output);
        Assert.NotEqual(expired, await File.ReadAllTextAsync(repository.Answer, TestContext.Current.CancellationToken));
        Assert.Single(built.LeftOut);
    }

    [Fact]
    public async Task Answer_WhenTheSourcesChange_ThenTheRegistryIsAskedAgain()
    {
        using var repository = SampleRepository.Create(feeds.Poor);
        await repository.BuildProjectAsync();
        repository.UseRegistry(feeds.Rich);

        var built = await repository.BuildProjectAsync();

        Assert.True(built.ExitCode == 0, built.Output);
        Assert.Empty(built.LeftOut);
        Assert.Equal("true", await repository.PropertyAsync("OptionalAvailable"));
    }

    [Fact]
    public async Task Answer_WhenTheRegistryCannotBeReached_ThenNoneIsKept()
    {
        using var repository = SampleRepository.Create("http://127.0.0.1:9/index.json");

        var built = await repository.BuildProjectAsync("-t:Restore");

        Assert.All(built.LeftOut, line => Assert.Contains("could not be asked", line, StringComparison.Ordinal));
        Assert.Equal(2, built.LeftOut.Count);
        Assert.False(File.Exists(repository.Answer), "no answer is not an answer");
    }

    [Fact]
    public void Registry_WhenThisRepositoryIsBuilt_ThenItImportsTheAnswers() =>
        Assert.Contains(
            "<Import Project=\"$(MSBuildThisFileDirectory)artifacts/registry/*.props\" />",
            File.ReadAllText(Path.Combine(Repository.Root, "Directory.Build.props")),
            StringComparison.Ordinal);
}

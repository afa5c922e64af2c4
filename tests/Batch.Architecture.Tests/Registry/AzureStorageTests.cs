namespace Batch.Architecture.Tests.Registry;

/// <summary>The Azure object store where a registry lacks System.IO.Hashing: built without it, and the same tests against Azurite.</summary>
public sealed class AzureStorageTests : IDisposable
{
    private static readonly string[] Folders = ["eng", "src/Batch.Core", "src/Batch.Contracts", "src/Batch.Coordinator", "tests/Batch.Coordinator.Tests"];
    private static readonly string[] Extensions = [".cs", ".csproj", ".props", ".proj", ".txt", ".json"];

    private readonly DirectoryInfo _copy = Directory.CreateTempSubdirectory("batch-azure-");

    [Fact]
    public async Task Store_WhenHashingCannotBeHad_PassesItsTestsWithoutIt()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("BATCH_TEST_AZURITE") is { Length: > 0 }, "BATCH_TEST_AZURITE is not set: no Azurite");
        CopyRepository();

        var built = await RunAsync(
            "build", "tests/Batch.Coordinator.Tests", "--configuration", "Release", "--nologo", "-p:AzureStorageAvailable=false", "-p:RunAnalyzers=false");
        Assert.True(built.ExitCode == 0, built.Output);
        var output = Path.Combine(_copy.FullName, "tests/Batch.Coordinator.Tests/bin/Release/net10.0");
        var tested = await RunAsync("test", Path.Combine(output, "Batch.Coordinator.Tests.dll"), "--filter", "FullyQualifiedName~AzureBlob");

        Assert.StartsWith("Left out: System.IO.Hashing", Assert.Single(built.LeftOut), StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(output, "System.IO.Hashing.dll")));
        Assert.True(tested.ExitCode == 0, tested.Output);
        Assert.Contains("Passed!", tested.Output, StringComparison.Ordinal);
    }

    public void Dispose() => _copy.Delete(recursive: true);

    private void CopyRepository()
    {
        foreach (var file in Directory.EnumerateFiles(Repository.Root).Concat(Extensions.SelectMany(extension => Repository.Files(extension, Folders))))
        {
            var target = Path.Combine(_copy.FullName, Repository.Relative(file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    private Task<DotnetCommand> RunAsync(params string[] arguments) =>
        DotnetCommand.RunAsync(_copy.FullName, PackageCache, arguments, TestContext.Current.CancellationToken);

    private static string PackageCache => Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
}

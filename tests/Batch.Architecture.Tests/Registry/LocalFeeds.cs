namespace Batch.Architecture.Tests.Registry;

/// <summary>
/// Two package registries in folders: <see cref="Poor"/> has Sample.Present, <see cref="Rich"/> has Sample.Optional too.
/// </summary>
public sealed class LocalFeeds : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("batch-feeds-");

    internal string Poor => Path.Combine(_folder.FullName, "poor");

    internal string Rich => Path.Combine(_folder.FullName, "rich");

    public async ValueTask InitializeAsync()
    {
        await PackAsync("Sample.Present");
        await PackAsync("Sample.Optional");
        Directory.CreateDirectory(Poor);
        File.Copy(Path.Combine(Rich, "Sample.Present.1.0.0.nupkg"), Path.Combine(Poor, "Sample.Present.1.0.0.nupkg"));
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private async Task PackAsync(string package)
    {
        var project = _folder.CreateSubdirectory(package).FullName;
        await File.WriteAllTextAsync(
            Path.Combine(project, $"{package}.csproj"),
            """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>""");
        await File.WriteAllTextAsync(
            Path.Combine(project, "Thing.cs"),
            $$"""namespace {{package}}; public static class Thing { public const string Word = "{{package}}"; }""");
        var packed = await DotnetCommand.RunAsync(
            project, Path.Combine(_folder.FullName, "packages"), ["pack", "--output", Rich], TestContext.Current.CancellationToken);
        Assert.True(packed.ExitCode == 0, packed.Output);
    }
}

using System.Text.Json;

namespace Batch.Architecture.Tests.Registry;

/// <summary>
/// A small repository with our own detection files and a solution of two projects, both of which reference one package that is
/// always there and one that only some registries carry.
/// </summary>
internal sealed class SampleRepository : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("batch-registry-");

    private SampleRepository()
    {
    }

    /// <summary>The kept answer about the optional package.</summary>
    public string Answer => Path.Combine(_folder.FullName, "artifacts", "registry", "Optional.props");

    public static SampleRepository Create(string registry)
    {
        var repository = new SampleRepository();
        repository.Copy("eng/Registry.proj");
        repository.Copy("Directory.Build.targets");
        repository.Write("Directory.Build.props", """
            <Project>
              <Import Project="$(MSBuildThisFileDirectory)artifacts/registry/*.props" />
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
              </PropertyGroup>
            </Project>
            """);
        repository.Write("Directory.Packages.props", """
            <Project>
              <PropertyGroup>
                <ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally>
              </PropertyGroup>
              <ItemGroup>
                <RegistryFeature Include="Present" Override="$(PresentAvailable)" Without="the present part" />
                <PackageVersion Include="Sample.Present" Version="1.0.0" Feature="Present" />
                <RegistryFeature Include="Optional" Override="$(OptionalAvailable)" Without="the optional part" />
                <PackageVersion Include="Sample.Optional" Version="1.0.0" Feature="Optional" />
              </ItemGroup>
            </Project>
            """);
        foreach (var name in (string[])["One", "Two"])
        {
            repository.Write($"{name}/{name}.csproj", """
                <Project Sdk="Microsoft.NET.Sdk">
                  <ItemGroup>
                    <PackageReference Include="Sample.Present" />
                    <PackageReference Include="Sample.Optional" />
                  </ItemGroup>
                  <ItemGroup>
                    <Compile Remove="WithOptional.cs" Condition="'$(OptionalAvailable)' != 'true'" />
                    <Compile Remove="NotAvailable.cs" Condition="'$(OptionalAvailable)' == 'true'" />
                  </ItemGroup>
                </Project>
                """);
            repository.Write($"{name}/Always.cs", "internal static class Always { internal const string Word = Sample.Present.Thing.Word; }");
            repository.Write($"{name}/WithOptional.cs", "internal static class Optional { internal const string Word = Sample.Optional.Thing.Word; }");
            repository.Write($"{name}/NotAvailable.cs", "internal static class Optional { internal const string Word = \"not available\"; }");
        }

        repository.Write("Sample.slnx", """<Solution><Project Path="One/One.csproj" /><Project Path="Two/Two.csproj" /></Solution>""");
        repository.UseRegistry(registry);
        return repository;
    }

    /// <summary>Configures the one registry, a folder or an address.</summary>
    public void UseRegistry(string source) =>
        Write("nuget.config", $"""
            <configuration>
              <packageSources>
                <clear />
                <add key="registry" value="{source}" allowInsecureConnections="true" />
              </packageSources>
            </configuration>
            """);

    /// <summary>Lets the kept answer be a day old.</summary>
    public void ExpireAnswer()
    {
        var kept = File.ReadAllText(Answer);
        var start = kept.IndexOf("<_RegistryGoodUntil>", StringComparison.Ordinal) + "<_RegistryGoodUntil>".Length;
        File.WriteAllText(Answer, kept.Remove(start, "yyyyMMddHHmm".Length).Insert(start, "200001010000"));
    }

    public Task<DotnetCommand> BuildSolutionAsync(params string[] options) => DotnetAsync(["build", "Sample.slnx", .. options]);

    public Task<DotnetCommand> BuildProjectAsync(params string[] options) => DotnetAsync(["build", "One", .. options]);

    /// <summary>A property as the projects of the repository see it.</summary>
    public async Task<string> PropertyAsync(string name)
    {
        var shown = await DotnetAsync(["msbuild", "One", $"-getProperty:{name}", "-getProperty:TargetFramework"]);
        Assert.True(shown.ExitCode == 0, shown.Output);
        return JsonDocument.Parse(shown.Output).RootElement.GetProperty("Properties").GetProperty(name).GetString()!;
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private Task<DotnetCommand> DotnetAsync(IEnumerable<string> arguments) =>
        DotnetCommand.RunAsync(
            _folder.FullName, Path.Combine(_folder.FullName, "packages"), arguments, TestContext.Current.CancellationToken);

    private void Copy(string file)
    {
        var target = Path.Combine(_folder.FullName, file);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Copy(Path.Combine(Repository.Root, file), target);
    }

    private void Write(string file, string content)
    {
        var target = Path.Combine(_folder.FullName, file);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.WriteAllText(target, content);
    }
}

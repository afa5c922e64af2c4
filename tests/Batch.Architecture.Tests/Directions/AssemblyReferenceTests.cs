using Batch.Architecture.Tests.Types;

namespace Batch.Architecture.Tests.Directions;

/// <summary>The same directions in what was compiled: a package or a transitive reference cannot slip by.</summary>
public sealed class AssemblyReferenceTests
{
    private static readonly string BaseLibraryFolder = Path.GetDirectoryName(typeof(object).Assembly.Location)!;

    [Fact]
    public void AssemblyReferences_WhenTheyAreOurs_ThenTheyFollowTheDirections()
    {
        var ours = Direction.All.ToDictionary(direction => direction.Assembly, direction => direction.Project);
        Violations.None(
            "A compiled assembly uses another against the directions:",
            from direction in Direction.All
            from reference in CompiledAssembly.Load(direction.Assembly).References
            where ours.TryGetValue(reference, out var project) && !direction.MayKnow.Contains(project)
            select $"{direction.Assembly}.dll -> {reference}.dll");
    }

    [Theory]
    [InlineData("Batch.Core")]
    [InlineData("Batch.Contracts")]
    public void InnerAssembly_WhenCompiled_ThenItUsesTheBaseClassLibraryOnly(string assembly) =>
        Violations.None(
            $"{assembly}.dll uses what is not in the base class library:",
            CompiledAssembly.Load(assembly).References.Where(reference => !File.Exists(Path.Combine(BaseLibraryFolder, $"{reference}.dll"))));

    [Fact]
    public void Worker_WhenCompiled_ThenItKnowsNoDatabase() =>
        Violations.None(
            "Workers never touch the database:",
            from assembly in (string[])["Batch.Worker", "Batch.Jobs.Transcription"]
            from reference in CompiledAssembly.Load(assembly).References
            where reference.Contains("EntityFrameworkCore", StringComparison.Ordinal)
                || reference.Contains("Sqlite", StringComparison.OrdinalIgnoreCase)
                || reference.StartsWith("Npgsql", StringComparison.Ordinal)
            select $"{assembly}.dll -> {reference}.dll");
}

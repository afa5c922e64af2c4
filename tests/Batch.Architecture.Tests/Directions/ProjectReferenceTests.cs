using System.Xml.Linq;

namespace Batch.Architecture.Tests.Directions;

public sealed class ProjectReferenceTests
{
    private static readonly IReadOnlyList<string> Projects = [.. Repository.Files(".csproj", "src", "jobs")];

    [Fact]
    public void Projects_WhenTheyAreOurs_ThenTheirDirectionIsStated() =>
        Violations.None(
            $"Every project in src/ and jobs/ has a line in {nameof(Direction)}.cs that says what it may know:",
            Projects.Where(project => Direction.All.All(direction => direction.Project != Name(project))).Select(Repository.Relative));

    [Fact]
    public void ProjectReferences_WhenListed_ThenTheyFollowTheDirections() =>
        Violations.None(
            "A project references another against the directions (Core and Contracts know nothing, Worker and job kinds know Contracts):",
            from project in Projects
            let direction = Direction.All.FirstOrDefault(direction => direction.Project == Name(project))
            where direction is not null
            from reference in Items(project, "ProjectReference").Select(include => Name(include.Replace('\\', '/')))
            where !direction.MayKnow.Contains(reference)
            select $"{Repository.Relative(project)} -> {reference}");

    [Theory]
    [InlineData("Batch.Core")]
    [InlineData("Batch.Contracts")]
    public void InnerProject_WhenRead_ThenItReferencesNoPackageAndNoFramework(string name)
    {
        var project = Projects.Single(project => Name(project) == name);
        Violations.None(
            $"{Repository.Relative(project)} is to need the base class library only:",
            Items(project, "PackageReference").Concat(Items(project, "FrameworkReference")));
    }

    private static string Name(string project) => Path.GetFileNameWithoutExtension(project);

    private static IEnumerable<string> Items(string project, string kind) =>
        XDocument.Load(project).Descendants(kind).Select(item => (string?)item.Attribute("Include")).OfType<string>();
}

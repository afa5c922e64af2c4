using System.Text.RegularExpressions;

namespace Batch.Architecture.Tests.Files;

public sealed partial class SourceFileTests
{
    private const int LongestFile = 400;
    private const int LongestProgram = 80;

    private static readonly IReadOnlyList<string> Sources =
        [.. Repository.Files(".cs", "src", "jobs", "tests", "bench").Where(file => !file.Contains("/Migrations/", StringComparison.Ordinal))];

    [Fact]
    public void SourceFiles_WhenLookedFor_ThenTheyAreFound() => Assert.NotEmpty(Sources);

    [Fact]
    public void SourceFile_WhenCounted_ThenItHasAtMost400Lines() =>
        Violations.None(
            $"A file of more than {LongestFile} lines hides a concept; find it and give it a file:",
            Longer(Sources, LongestFile));

    [Fact]
    public void Program_WhenCounted_ThenItHasFewerThan80Lines() =>
        Violations.None(
            "Program.cs is a table of contents; each feature registers itself:",
            Longer(Sources.Where(file => Path.GetFileName(file) == "Program.cs"), LongestProgram - 1));

    [Fact]
    public void SourceFile_WhenNamed_ThenItIsNamedAfterAConcept() =>
        Violations.None(
            "Helper, Util, Manager and Common name no concept:",
            Sources.Where(file => NamesNoConcept().IsMatch(Path.GetFileNameWithoutExtension(file))).Select(Repository.Relative));

    [Fact]
    public void Folder_WhenNamed_ThenItIsNamedAfterAConcept() =>
        Violations.None(
            "Folders are named by concept, never by kind:",
            Sources
                .Select(file => Path.GetDirectoryName(Repository.Relative(file))!)
                .Distinct()
                .Where(folder => folder.Split('/').Any(NamesAKind)));

    [Fact]
    public void Types_WhenDeclared_ThenTheyAreNamedAfterAConcept() =>
        Violations.None(
            "Helper, Util, Manager and Common name no concept:",
            from file in Sources
            from Match type in DeclaredType().Matches(File.ReadAllText(file))
            where NamesNoConcept().IsMatch(type.Groups["name"].Value)
            select $"{Repository.Relative(file)}: {type.Groups["name"].Value}");

    private static IEnumerable<string> Longer(IEnumerable<string> files, int most) =>
        from file in files
        let lines = File.ReadLines(file).Count()
        where lines > most
        select $"{Repository.Relative(file)}: {lines} lines";

    private static bool NamesAKind(string folder) =>
        folder is "Services" or "Interfaces" or "Helpers" or "Utils" or "Utilities" or "Common" or "Shared" or "Dtos" or "Enums" or "Extensions";

    [GeneratedRegex("(Helper|Util|Manager|Common)(s|ities|ity)?($|[A-Z.])")]
    private static partial Regex NamesNoConcept();

    [GeneratedRegex(@"^\s*(public|internal|private|file)[a-z ]*\s(class|record|struct|interface|enum)\s+(?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex DeclaredType();
}

using Batch.Architecture.Tests.Directions;

namespace Batch.Architecture.Tests.Types;

public sealed class PublicTypeTests
{
    [Fact]
    public void PublicTypes_WhenCompiled_ThenTheyAreSealedStaticAbstractOrInterfaces() =>
        Violations.None(
            "A public class is sealed unless it is made to be inherited from, and then it is abstract:",
            from direction in Direction.All
            from type in CompiledAssembly.Load(direction.Assembly).OpenTypes
            where !IsGenerated(type)
            select $"{direction.Assembly}.dll: {type}");

    // EF Core writes migrations; the compiler writes the class around top-level statements.
    private static bool IsGenerated(string type) => type == "Program" || type.Contains(".Migrations.", StringComparison.Ordinal);
}

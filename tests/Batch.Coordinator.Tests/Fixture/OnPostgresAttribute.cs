namespace Batch.Coordinator.Tests.Fixture;

/// <summary>The tests that a class inherits run on PostgreSQL; those of the class that it inherits from run on SQLite.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class OnPostgresAttribute : Attribute;

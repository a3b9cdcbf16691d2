Console.WriteLine("viaduct");
